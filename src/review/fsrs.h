/* FSRS-6, a model of memory. */
#ifndef QB_REVIEW_FSRS_H
#define QB_REVIEW_FSRS_H

#include "review/model.h"

extern const struct model fsrs_model;

#endif
