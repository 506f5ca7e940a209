/**
 * The hand-off kit: what an engineer who gets a design needs beside its Verilog. Output models of its files, and the ports,
 * parameters and interfaces of the emitted top that they are made from. Emitting them is the package {@code emit}'s.
 */
package winnow.handoff;
