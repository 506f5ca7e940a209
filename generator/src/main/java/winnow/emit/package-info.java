/** Output model to text: the only package that uses StringTemplate. Any complaint of a template is an exception. */
package winnow.emit;
