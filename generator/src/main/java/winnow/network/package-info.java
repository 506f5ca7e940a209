/**
 * What a network is: shapes, fixed-point formats, codebooks, sparse weights, and the two graphs built of them,
 * {@link winnow.network.Network} with float codebooks and {@link winnow.network.IntegerNetwork}, all integers.
 * Depends on nothing else in Winnow.
 */
package winnow.network;
