/** The commands: arguments in, exit code out. They parse, call the pipeline's steps and print. */
package winnow.cli;
