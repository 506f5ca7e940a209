/**
 * The golden model: bit-exact integer inference as section 2 of the design states it. It knows {@link winnow.network}
 * only, never the plan, the RTL or the templates: that independence is what makes agreement with the hardware mean
 * something, and a test enforces it.
 */
package winnow.golden;
