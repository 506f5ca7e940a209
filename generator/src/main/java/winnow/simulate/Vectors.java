package winnow.simulate;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import winnow.network.FixedPoint;
import winnow.network.IntTensor;
import winnow.planner.EnginePlan;
import winnow.planner.Plan;
import winnow.planner.StreamOrder;

/**
 * The files that the harness reads: the input and every stream as 16-bit little-endian values, image after image, each in
 * the order of its stream; and for each of them a byte per pixel of a frame's beats that says whether there is one.
 */
final class Vectors implements AutoCloseable {
    private final List<int[]> positions = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<Integer> masks = new ArrayList<>();
    private final List<OutputStream> files = new ArrayList<>();

    Vectors(Path folder, Plan plan, int images) throws IOException {
        Files.createDirectories(folder);
        String streams = plan.engines().stream().map(engine -> " " + beats(engine.output())).collect(Collectors.joining());
        Files.writeString(folder.resolve("streams.txt"),
                images + " " + beats(plan.input()) + " " + plan.engines().size() + streams + "\n");
        open(folder, "input", plan.network().input().name(), plan.network().input().format(), plan.input());
        for (EnginePlan engine : plan.engines()) {
            open(folder, "stream" + (files.size() - 1), engine.operation().carried(), engine.operation().output().format(),
                    engine.output());
        }
    }

    private static String beats(StreamOrder order) {
        return order.beats() + " " + order.pixels();
    }

    private static byte[] present(int[] positions) {
        byte[] present = new byte[positions.length];
        for (int i = 0; i < present.length; i++) {
            present[i] = (byte) (positions[i] == StreamOrder.NONE ? 0 : 1);
        }
        return present;
    }

    private void open(Path folder, String file, String tensor, FixedPoint format, StreamOrder order) throws IOException {
        int[] places = order.positions();
        Files.write(folder.resolve(file + "_present.bin"), present(places));
        files.add(new BufferedOutputStream(Files.newOutputStream(folder.resolve(file + ".bin"))));
        names.add(tensor);
        masks.add((1 << format.bits()) - 1);
        positions.add(places);
    }

    /** Appends one image's tensors. */
    void append(Map<String, IntTensor> tensors) throws IOException {
        for (int i = 0; i < files.size(); i++) {
            int[] values = tensors.get(names.get(i)).values();
            ByteBuffer bytes = ByteBuffer.allocate(2 * positions.get(i).length).order(ByteOrder.LITTLE_ENDIAN);
            for (int position : positions.get(i)) {
                bytes.putShort((short) (position == StreamOrder.NONE ? 0 : values[position] & masks.get(i)));
            }
            files.get(i).write(bytes.array());
        }
    }

    @Override
    public void close() throws IOException {
        for (OutputStream file : files) {
            file.close();
        }
    }
}
