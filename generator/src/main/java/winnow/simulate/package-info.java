/** Builds the emitted design with Verilator, drives it, and compares every stream with the golden model's. */
package winnow.simulate;
