/**
 * The output model: one record per emitted module, named as its template, holding just what the template prints. Built
 * from a {@link winnow.planner.Plan}; everything is decided here, nothing in the templates.
 */
package winnow.rtl;
