package winnow.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import winnow.network.IntegerLayer.FullyConnected;

class FullyConnectedTest {
    /** Reads a map of 3 x 2 x 2. */
    private static final FullyConnected LAYER = (FullyConnected) TinyNetworks.digits().layers().get(2);
    private static final Ints DENSITY = Ints.of(0, 1000, 500, 0, 0, 0, 0, 0, 0, 0, 0, 300);

    @Test
    void isMeasuredOrNot() {
        assertEquals(Ints.of(), LAYER.inputDensity());
        assertEquals(OptionalDouble.empty(), LAYER.meanInputDensity());
        FullyConnected measured = LAYER.withInputDensity(DENSITY);
        assertNotEquals(LAYER, measured);
        assertEquals(DENSITY, measured.inputDensity());
        assertEquals(0.15, measured.meanInputDensity().getAsDouble(), 1e-12);
        assertEquals(LAYER, measured.withInputDensity(Ints.of()));
    }

    @Test
    void refusesDensitiesOfAnotherNumberOrRange() {
        assertEquals("layer full: 11 densities of inputs, the layer has 12 inputs", refusal(new int[11]));
        assertEquals("layer full: the density of input 11 lies in 0..1000, not 1001", refusal(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1001));
        assertEquals("layer full: the density of input 0 lies in 0..1000, not -1", refusal(-1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void asAConvolutionItHasNone() {
        IntegerLayer.Convolution convolution = LAYER.withInputDensity(DENSITY).asConvolution(new Shape(3, 2, 2)).orElseThrow();
        assertEquals(Ints.of(), convolution.inputDensity());
        assertEquals(LAYER.asConvolution(new Shape(3, 2, 2)).orElseThrow(), convolution);
    }

    private static String refusal(int... density) {
        return assertThrows(IllegalArgumentException.class, () -> LAYER.withInputDensity(Ints.of(density))).getMessage();
    }
}
