/**
 * From a network with float codebooks to one in integers: formats are calibrated on sample images, codebooks rounded, the
 * input's mean folded into biases.
 */
package winnow.quantize;
