/*
 * Unit tests of src/review: the FSRS-6 vectors published with the open-spaced-repetition
 * implementations, to their tolerance of 1e-4.
 */
#include <stddef.h>
#include <stdlib.h>

#include "base/buf.h"
#include "review/fsrs.h"
#include "review/model.h"
#include "tap.h"

#define TOLERANCE 1e-4
#define MAX_DAYS 36500

enum { STABILITY, DIFFICULTY }; /* the values of a memory */

/* A history: the stability after every review, and the difficulty after the last. */
static void
test_history(void)
{
	static const struct {
		long days;
		int grade;
		double stability;
	} rows[] = {
		{ 0, 1, 0.212 },
		{ 0, 3, 0.2466892 },
		{ 1, 3, 2.0214773 },
		{ 3, 3, 7.8636988 },
		{ 8, 3, 21.9177132 },
		{ 21, 3, 53.6269029 },
	};
	static const char same_day_off[] =
	    "0.212,1.2931,2.3065,8.2956,6.4133,0.8334,3.0194,0.001,1.8722,0.1666,0.796,1.4835,"
	    "0.0614,0.2629,1.6483,0.6014,1.8729,0,0,0,0.1542";
	struct memory m = { 0 };
	void *f = fsrs_model.parse(NULL);
	size_t i;

	for (i = 0; i < LENGTH(rows); i++) {
		fsrs_model.review(f, &m, rows[i].days, rows[i].grade);
		tap_near(
		    m.value[STABILITY], rows[i].stability, TOLERANCE, "fsrs_review: stability after review %zu", i + 1);
	}
	tap_near(m.value[DIFFICULTY], 6.3574867, TOLERANCE, "fsrs_review: difficulty after the last review");

	free(f);
	f = fsrs_model.parse(same_day_off);
	tap_ok(f != NULL, "fsrs_parse: 21 parameters");
	m = (struct memory){ 0 };
	for (i = 0; i < LENGTH(rows); i++)
		fsrs_model.review(f, &m, rows[i].days, rows[i].grade);
	tap_near(m.value[STABILITY], 53.335106, TOLERANCE, "fsrs_review: stability without the same-day parameters");
	free(f);
}

static void
test_steps(void)
{
	static const double first_stability[] = { 0.212, 1.2931, 2.3065, 8.2956 };
	static const double first_difficulty[] = { 6.4133, 5.11217071, 2.11810397, 1 };
	static const double next_difficulty[] = { 8.34176237, 6.66599536, 4.99022837, 3.31446137 };
	void *f = fsrs_model.parse(NULL);
	int grade;

	for (grade = 1; grade <= 4; grade++) {
		struct memory first = { 0 }, next = { { 5, 5 } };

		fsrs_model.review(f, &first, 0, grade);
		tap_near(first.value[STABILITY], first_stability[grade - 1], TOLERANCE,
		    "fsrs_review: first stability, grade %d", grade);
		tap_near(first.value[DIFFICULTY], first_difficulty[grade - 1], TOLERANCE,
		    "fsrs_review: first difficulty, grade %d", grade);
		fsrs_model.review(f, &next, 5, grade);
		tap_near(next.value[DIFFICULTY], next_difficulty[grade - 1], TOLERANCE,
		    "fsrs_review: difficulty after 5, grade %d", grade);
	}
	free(f);
}

/* Another review on the same day does not lower the stability unless the grade is 1. */
static void
test_same_day(void)
{
	static const struct {
		int grade;
		double before, after;
	} rows[] = { { 1, 10, 3.0512489 }, { 2, 10, 10 }, { 3, 100, 100 }, { 4, 10, 15.5343079 },
		{ 3, 0.212, 0.2466892 } };
	void *f = fsrs_model.parse(NULL);
	size_t i;

	for (i = 0; i < LENGTH(rows); i++) {
		struct memory m = { { rows[i].before, 5 } };

		fsrs_model.review(f, &m, 0, rows[i].grade);
		tap_near(m.value[STABILITY], rows[i].after, TOLERANCE, "fsrs_review: same day, grade %d, stability %g",
		    rows[i].grade, rows[i].before);
	}
	free(f);
}

/* The stability after forgetting, by difficulty and recall; w20 makes recall after these days that of the row. */
static void
test_forgetting(void)
{
	static const char head[] = "0.212,1.2931,2.3065,8.2956,6.4133,0.8334,3.0194,0.001,1.8722,0.1666,0.796,1.4835,"
				   "0.0614,0.2629,1.6483,0.6014,1.8729,0.5425,0.0912,0.0658,";
	static const struct {
		const char *w20;
		long days;
		double difficulty, recall, stability;
	} rows[] = {
		{ "0.1542", 5, 1, 0.9, 1.05253961 },
		{ "0.31220685980893026", 13, 2, 0.8, 1.18943295 },
		{ "0.2524551260574218", 30, 3, 0.7, 1.36808387 },
		{ "0.26563124942423866", 60, 4, 0.6, 1.58498896 },
	};
	size_t i;

	for (i = 0; i < LENGTH(rows); i++) {
		struct memory m = { { 5, rows[i].difficulty } };
		struct buf list = { 0 };
		void *f;

		buf_printf(&list, "%s%s", head, rows[i].w20);
		f = fsrs_model.parse(buf_cstr(&list));
		tap_near(fsrs_model.recall(f, &m, rows[i].days), rows[i].recall, TOLERANCE, "fsrs_recall: %g",
		    rows[i].recall);
		fsrs_model.review(f, &m, rows[i].days, 1);
		tap_near(m.value[STABILITY], rows[i].stability, TOLERANCE,
		    "fsrs_review: forgotten at difficulty %g, recall %g", rows[i].difficulty, rows[i].recall);
		free(f);
		buf_free(&list);
	}
}

static void
test_recall(void)
{
	static const double stability[] = { 1, 2, 3, 4, 4, 2 };
	static const double recall[] = { 1, .9403443, .9253786, .9185229, .9, .8261359 };
	static const struct {
		double retention, stability;
		long days;
	} interval[] = {
		{ 0.9, 1, 1 },
		{ 0.9, 7.4, 7 },
		{ 0.9, 7.6, 8 },
		{ 0.9, 0.001, 1 },
		{ 0.9, 36500, 36500 },
		{ 0.7, 36500, 36500 },
		{ 0.99, 0.1, 1 },
	};
	void *f = fsrs_model.parse(NULL);
	size_t i;

	for (i = 0; i < LENGTH(recall); i++)
		tap_near(fsrs_model.recall(f, &(struct memory){ { stability[i], 5 } }, (long)i), recall[i], TOLERANCE,
		    "fsrs_recall: %zu days, stability %g", i, stability[i]);
	for (i = 0; i < LENGTH(interval); i++)
		tap_integer(
		    fsrs_model.interval(f, &(struct memory){ { interval[i].stability, 5 } }, interval[i].retention),
		    interval[i].days, "fsrs_interval: retention %g, stability %g", interval[i].retention,
		    interval[i].stability);
	free(f);
}

/* Stability and difficulty keep to their ranges. */
static void
test_limits(void)
{
	struct memory weak = { { 0.001, 10 } }, strong = { { MAX_DAYS, 1 } };
	void *f = fsrs_model.parse(NULL);
	int i;

	for (i = 0; i < 50; i++) {
		fsrs_model.review(f, &weak, 1, 1);
		fsrs_model.review(f, &strong, MAX_DAYS, 4);
	}
	tap_ok(weak.value[STABILITY] >= 0.001 && weak.value[DIFFICULTY] <= 10, "fsrs_review: always forgotten: %g, %g",
	    weak.value[STABILITY], weak.value[DIFFICULTY]);
	tap_ok(strong.value[STABILITY] <= MAX_DAYS && strong.value[DIFFICULTY] >= 1, "fsrs_review: always easy: %g, %g",
	    strong.value[STABILITY], strong.value[DIFFICULTY]);
	free(f);
}

static void
test_parameters(void)
{
	static const char *const invalid[] = { "", "1", "x",
		"0.212,1.2931,2.3065,8.2956,6.4133,0.8334,3.0194,0.001,1.8722,0.1666,0.796,1.4835,0.0614,0.2629,1.6483,"
		"0.6014,"
		"1.8729,0.5425,0.0912,0.0658",
		"0.212,1.2931,2.3065,8.2956,6.4133,0.8334,3.0194,0.001,1.8722,0.1666,0.796,1.4835,0.0614,0.2629,1.6483,"
		"0.6014,"
		"1.8729,0.5425,0.0912,0.0658,0.1542,1",
		"0.212,1.2931,2.3065,8.2956,11,0.8334,3.0194,0.001,1.8722,0.1666,0.796,1.4835,0.0614,0.2629,1.6483,0."
		"6014,"
		"1.8729,0.5425,0.0912,0.0658,0.1542" };
	size_t i;

	for (i = 0; i < LENGTH(invalid); i++)
		tap_ok(fsrs_model.parse(invalid[i]) == NULL, "fsrs_parse: invalid list %zu", i);
}

int
main(void)
{
	test_history();
	test_steps();
	test_same_day();
	test_forgetting();
	test_recall();
	test_limits();
	test_parameters();
	return tap_end();
}
