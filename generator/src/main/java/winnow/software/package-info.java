/** What software on the processor gets of a design with the AXI shell: C headers, the register list, an example in Python. */
package winnow.software;
