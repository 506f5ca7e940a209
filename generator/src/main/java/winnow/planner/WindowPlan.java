package winnow.planner;

import java.util.List;
import winnow.network.FixedPoint;

/** An engine with a line buffer: it takes any order of its input and computes tiles of R x V outputs. */
public sealed interface WindowPlan extends EnginePlan permits ConvolutionPlan, PoolPlan {
    /** Its line buffer and its tiles. */
    WindowGeometry geometry();

    /** The same engine with another number of superrows in its line buffer. */
    WindowPlan withSuperrows(int superrows);

    /** Clocks of a row group of so many rows, the row assembler not counted. */
    long groupCycles(int rows);

    /** Clocks of a frame, the row assembler not counted. */
    default long engineCycles() {
        return (output().groups() - 1) * groupCycles(output().rows()) + groupCycles(output().lastRows());
    }

    @Override
    default long cycles() {
        return Math.max(engineCycles(), geometry().assemblerCycles());
    }

    /** The stream that it reads. */
    default StreamOrder input() {
        return geometry().input();
    }

    /** Format of the pixels that it reads. */
    default FixedPoint inputFormat() {
        return operation().input().format();
    }

    @Override
    default List<StreamOrder> inputs() {
        return List.of(input());
    }

    @Override
    default StreamOrder.Tiled output() {
        return geometry().output();
    }

    @Override
    default long bufferBits() {
        return geometry().bits(inputFormat().bits());
    }
}
