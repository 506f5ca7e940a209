/** Winnow: compressed convolutional networks to Verilog. The pipeline's steps are the packages below this one. */
package winnow;
