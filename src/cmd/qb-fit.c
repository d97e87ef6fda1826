/* qb-fit: fits the parameters of FSRS-6 to review logs. */
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "bank/writer.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/sandbox.h"
#include "base/slice.h"
#include "cmd/logs.h"
#include "cmd/opt.h"
#include "cmd/tool.h"
#include "review/dataset.h"
#include "review/fit.h"
#include "review/fsrs.h"
#include "review/log.h"
#include "review/metrics.h"
#include "review/model.h"

enum { OPT_ROLLOVER = OPT_TOOL, OPT_REFERENCE, OPT_EVALUATE, OPT_PARAMS, OPT_BINS };

static const struct opt opts[] = {
	{ 'l', "log", "FILE", "read the log FILE (default: $QB_LOG or qb-quiz's)" },
	{ OPT_ROLLOVER, "rollover", "HOURS", "begin the day HOURS after midnight (default: 4)" },
	{ OPT_REFERENCE, "reference", NULL, "fit as fsrs-rs does (default: better, and guarded)" },
	{ OPT_EVALUATE, "evaluate", NULL, "report how well parameters fit (default: fit)" },
	{ OPT_PARAMS, "params", "LIST|@FILE", "evaluate these parameters (default: $QB_PARAMS)" },
	{ OPT_BINS, "bins", NULL, "write the calibration (default: a row of metrics)" },
	OPTS_DISPLAY,
	OPTS_END,
};

static const struct tool tool = {
	"[-l FILE] [--rollover HOURS] [--reference]\n"
	"--evaluate [--params LIST|@FILE] [--bins] [-l FILE] [--rollover HOURS] [--tsv | --table] [--color[=WHEN]]",
	"Fit the parameters of FSRS-6, the memory model, to review logs.",
	opts,
};

/* The defaults are better for fewer predictions than FIT_LEAST. */
enum { FIT_LEAST = 400, FIT_STEPS = 100, FIT_REFERENCE_STEPS = 5, FIT_DECIMALS = 4, FIT_REFERENCE_DECIMALS = 6 };

static const struct model *const model = &fsrs_model;

static struct logs logs;
static struct calendar calendar = { .rollover = 4 };
static const char *params_arg;
static bool reference, evaluate, bins;
static struct display display;

static void
fit_parse_options(int argc, char *argv[])
{
	static const int not_reference[] = { OPT_EVALUATE, 0 };
	int key;

	while ((key = opt_next(&tool, argc, argv)) != -1)
		switch (key) {
		case 'l':
			logs_add(&logs, optarg);
			break;
		case OPT_ROLLOVER:
			calendar.rollover = (int)opt_number(&tool, "--rollover", optarg, 0, 23);
			break;
		case OPT_REFERENCE:
			reference = true;
			break;
		case OPT_EVALUATE:
			evaluate = true;
			break;
		case OPT_PARAMS:
			params_arg = optarg;
			break;
		case OPT_BINS:
			bins = true;
			break;
		default:
			opt_display(&tool, key, optarg, &display);
		}
	opt_exclusive(&tool, OPT_REFERENCE, not_reference);
	if (!evaluate && (params_arg != NULL || bins))
		usage(&tool, "%s requires --evaluate", bins ? "--bins" : "--params");
	if (argv[optind] != NULL)
		usage(&tool, "unexpected operand '%s'; name a log with -l", argv[optind]);
}

static struct dataset *
fit_read_logs(void)
{
	struct buf warnings = { 0 };
	struct log_context context = { .calendar = &calendar, .warnings = &warnings };
	struct dataset *d = dataset_read(&context, logs.name, logs.n);

	if (d == NULL)
		fatal();
	logs_warn(&warnings);
	buf_free(&warnings);
	return d;
}

/* A fit, for a thread. */
struct fit_task {
	const struct dataset *dataset;
	size_t limit;
	struct fit_plan plan;
	void *params; /* the result */
};

static void *
fit_run(void *task)
{
	struct fit_task *t = task;

	t->params = fit_train(t->dataset, t->limit, &t->plan);
	return NULL;
}

/* The parameters fitted to all predictions and, in *past, to the first five sixths; both at once. */
static void *
fit_both(const struct dataset *d, size_t limit, void **past)
{
	struct fit_plan plan = { .steps = FIT_STEPS };
	struct fit_task all = { d, d->predictions, plan, NULL }, first = { d, limit, plan, NULL };
	pthread_t thread;
	bool parallel = pthread_create(&thread, NULL, fit_run, &first) == 0;

	all.plan.shown = true;
	fit_run(&all);
	if (parallel)
		pthread_join(thread, NULL);
	else
		fit_run(&first);
	*past = first.params;
	return all.params;
}

/* The parameters as they are written. */
static void *
fit_round(void *params, int decimals)
{
	struct buf b = { 0 };

	model->print(params, decimals, &b);
	free(params);
	params = model->parse(buf_cstr(&b));
	buf_free(&b);
	return params;
}

/* Writes the parameters to standard output. */
static enum status
fit_write(const void *params, int decimals, bool fitted)
{
	struct out *out = out_open();
	struct buf b = { 0 };

	model->print(params, decimals, &b);
	out_slice(out, buf_slice(&b));
	out_byte(out, '\n');
	buf_free(&b);
	return tool_exit(NULL, out, fitted);
}

static double *
fit_recall_of(const struct dataset *d, const void *params)
{
	double *recall = xcalloc(d->predictions, sizeof(*recall));

	fit_recall(d, params, recall);
	return recall;
}

/* Appends how well the parameters fit, compared with the defaults. */
static void
fit_describe(const struct dataset *d, const double *before, const double *after, struct buf *b)
{
	buf_printf(b, "%zu predictions of %zu questions; log loss %.4f → %.4f, RMSE(bins) %.3f → %.3f", d->predictions,
	    d->predicted, metrics_log_loss(d, before), metrics_log_loss(d, after), metrics_rmse(d, before),
	    metrics_rmse(d, after));
}

/* Fits as the reference implementation does. */
static enum status
fit_reference(const struct dataset *d, const void *defaults)
{
	struct fit_plan plan = { .steps = FIT_REFERENCE_STEPS, .best = true, .shown = true };
	void *params = fit_round(fit_train(d, d->predictions, &plan), FIT_REFERENCE_DECIMALS);
	double *before = fit_recall_of(d, defaults), *after = fit_recall_of(d, params);
	struct buf b = { 0 };
	enum status status;

	if (d->predictions > 0)
		fit_describe(d, before, after, &b);
	else
		buf_str(&b, "0 predictions; the default parameters are written");
	fprintf(stderr, "%s\n", buf_cstr(&b));
	status = fit_write(params, FIT_REFERENCE_DECIMALS, true);
	buf_free(&b);
	free(before);
	free(after);
	free(params);
	return status;
}

/* Fits, unless the defaults are better. */
static enum status
fit_guarded(const struct dataset *d, const void *defaults)
{
	size_t limit = d->predictions / 6 * 5 + d->predictions % 6 * 5 / 6;
	void *past, *params = fit_round(fit_both(d, limit, &past), FIT_DECIMALS);
	double *before = fit_recall_of(d, defaults), *after = fit_recall_of(d, params), *held = fit_recall_of(d, past);
	struct metrics_paired m = metrics_paired(d, before, held, limit);
	bool worse = m.b - m.a > 2 * m.error;
	struct buf b = { 0 };
	enum status status;

	fit_describe(d, before, after, &b);
	buf_printf(&b, "; held out: %.4f → %.4f", m.a, m.b);
	if (worse)
		buf_printf(
		    &b, ", worse by more than two standard errors (%.4f): the default parameters are written", m.error);
	fprintf(stderr, "%s\n", buf_cstr(&b));
	status = fit_write(worse ? defaults : params, FIT_DECIMALS, !worse);
	buf_free(&b);
	free(before);
	free(after);
	free(held);
	free(past);
	free(params);
	return status;
}

static enum status
fit(const struct dataset *d)
{
	void *defaults = model->parse(NULL);
	enum status status;

	if (reference) {
		status = fit_reference(d, defaults);
	} else if (d->predictions >= FIT_LEAST) {
		status = fit_guarded(d, defaults);
	} else {
		fprintf(stderr, "%zu predictions of %zu questions; fewer than %d: the default parameters are written\n",
		    d->predictions, d->predicted, FIT_LEAST);
		status = fit_write(defaults, FIT_DECIMALS, false);
	}
	free(defaults);
	return status;
}

/* Writes the metrics of the recall. */
static void
fit_write_metrics(struct out *o, const struct dataset *d, const double *recall)
{
	static const bool show[] = { true, true, true, true };
	struct writer *w = writer_open(o, &display, slice_of("log_loss\trmse\tauc\treviews"), show);
	double auc = metrics_auc(d, recall);

	if (d->predictions == 0) {
		writer_close(w);
		return;
	}
	writer_printf(w, "%.4f", metrics_log_loss(d, recall));
	writer_printf(w, "%.4f", metrics_rmse(d, recall));
	if (auc >= 0)
		writer_printf(w, "%.4f", auc);
	else
		writer_field(w, slice_of(""));
	writer_printf(w, "%zu", d->predictions);
	writer_close(w);
}

/* Writes the calibration table. */
static void
fit_write_bins(struct out *o, const struct dataset *d, const double *recall)
{
	static const bool show[] = { true, true, true, true };
	struct writer *w = writer_open(o, &display, slice_of("bin\tn\tpredicted\tobserved"), show);
	struct metrics_bin bin[METRICS_BINS];
	size_t i;

	metrics_calibration(d, recall, bin);
	for (i = 0; i < METRICS_BINS; i++) {
		double n = (double)bin[i].n;

		if (bin[i].n == 0)
			continue;
		writer_printf(w, "%.2f", (double)i / METRICS_BINS);
		writer_printf(w, "%zu", bin[i].n);
		writer_printf(w, "%.4f", bin[i].predicted / n);
		writer_printf(w, "%.4f", bin[i].recalled / n);
	}
	writer_close(w);
}

static enum status
fit_evaluate(const struct dataset *d, const void *params)
{
	struct out *out = out_open();
	double *recall = fit_recall_of(d, params);

	if (bins)
		fit_write_bins(out, d, recall);
	else
		fit_write_metrics(out, d, recall);
	free(recall);
	return tool_exit(NULL, out, d->predictions > 0);
}

int
main(int argc, char *argv[])
{
	struct dataset *d;
	void *params;
	enum status status;

	fit_parse_options(argc, argv);
	params = evaluate ? params_read(&tool, model, params_arg) : NULL;
	logs_add_default(&logs);
	logs_set_now(&tool, &calendar, NULL);
	tzset(); /* reads files */
	sandbox(&(struct sandbox){ .read = { logs.name } });
	d = fit_read_logs();
	status = evaluate ? fit_evaluate(d, params) : fit(d);
	dataset_free(d);
	free(params);
	free(logs.name);
	return status;
}
