/**
 * Makes the sample model: LeNet-5 trained on MNIST, pruned, weight-shared and written in Deep Compression's format.
 *
 * <p>Only the Maven profile {@code train} compiles and runs this package; nothing else of Winnow knows of it. The steps
 * are those of Han et al., <i>Deep Compression</i> (ICLR 2016): train, prune and retrain, cluster and retrain, encode.
 */
package winnow.train;
