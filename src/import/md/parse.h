/* The parts of a Markdown file, found by md4c. */
#ifndef QB_IMPORT_MD_PARSE_H
#define QB_IMPORT_MD_PARSE_H

struct outline;

/* parse_markdown: adds the parts and the comments to the outline, which has its lines.  -1 if md4c fails. */
int parse_markdown(struct outline *o);

#endif
