/* libxml2, prepared. */
#ifndef QB_IMPORT_LIBXML_H
#define QB_IMPORT_LIBXML_H

/* libxml_prepare: before each use: libxml2 prints nothing, and the program exits if it gets no memory. */
void libxml_prepare(void);

#endif
