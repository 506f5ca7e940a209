package winnow.resources;

/**
 * Multipliers of the emitted hardware, both operands two's complement.
 *
 * @param a      bits of the first operand, as the Verilog has them
 * @param b      bits of the second
 * @param result bits of the product that are used
 * @param count  how many
 */
public record Multiplier(int a, int b, int result, int count) {}
