package winnow.rtl;

/**
 * A stream that a join reads.
 *
 * @param number of its ports, from 0
 * @param width  bits of a pixel
 * @param signed 1 if pixels are two's complement
 * @param shift  places by which an addition shifts it left; 0 in a concatenation
 */
public record JoinInput(int number, int width, int signed, int shift) {}
