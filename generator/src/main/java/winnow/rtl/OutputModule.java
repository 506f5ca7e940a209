package winnow.rtl;

/** An emitted Verilog module: its template has the record's simple name, its file the module's name. */
public sealed interface OutputModule
        permits Accelerator, AdditionEngine, AxiControl, AxiTop, ConcatenationEngine, ConvolutionEngine, FullyConnectedEngine,
                GlobalAverageEngine, PoolEngine, Testbench, UartTop {
    /** Name of the Verilog module and stem of its file. */
    String name();
}
