/**
 * From an {@link winnow.network.IntegerNetwork} and a budget of multipliers to a {@link winnow.planner.Plan}: which engine
 * runs which layer, with which tile, encoding and widths, and how many clocks that takes. Pure: no files, no Verilog.
 */
package winnow.planner;
