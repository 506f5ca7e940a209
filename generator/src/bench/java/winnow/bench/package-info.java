/** Measures designs of a model for several budgets and holds the figures against limits; {@code make bench} runs it. */
package winnow.bench;
