package winnow.handoff;

/**
 * Where an emitted file comes from.
 *
 * @param version     of Winnow
 * @param modelDigest SHA-256 of the model, lower-case hexadecimal
 */
public record Origin(String version, String modelDigest) {}
