package winnow.handoff;

/**
 * Out-of-context synthesis with Vivado, without a project.
 *
 * @param part        the default device
 * @param constraints their file within the design's folder
 */
public record VivadoScript(Origin origin, String top, String part, String constraints) {}
