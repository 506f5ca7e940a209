/**
 * The compressor: from a float network to one with few weights of few values, within a budget of accuracy. Single methods
 * (pruning, sharing, low rank, few values) are pure functions; {@link winnow.compress.Compressor} puts them in order.
 */
package winnow.compress;
