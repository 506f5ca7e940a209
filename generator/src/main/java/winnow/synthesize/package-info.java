/** Runs synthesis, place and route and packing for a board, and reports area and speed by layer. */
package winnow.synthesize;
