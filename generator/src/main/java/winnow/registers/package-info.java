/** The register map of the AXI4-Lite shell: the one source that Verilog, C headers and documentation are made from. */
package winnow.registers;
