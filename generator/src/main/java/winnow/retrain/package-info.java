/**
 * Training after compression: mini-batches, learning rate, and what happens to weights that are pruned or shared. Gradients
 * come from an engine that is not part of the default build.
 */
package winnow.retrain;
