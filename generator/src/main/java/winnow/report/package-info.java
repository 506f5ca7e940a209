/** What compression did, for people: tables, Markdown and charts. Same input, same bytes. */
package winnow.report;
