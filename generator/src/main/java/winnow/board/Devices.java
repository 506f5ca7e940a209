package winnow.board;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import winnow.network.InvalidInputException;
import winnow.resources.Device;
import winnow.resources.Resource;

/** All devices that Winnow knows: those of the boards, and those of a list that are on no board. */
public final class Devices {
    private Devices() {}

    /** All devices, by family and size. */
    public static List<Device> all() throws IOException {
        List<Device> devices = new ArrayList<>();
        for (Board board : Boards.all()) {
            devices.add(board.device());
        }
        try (InputStream in = Devices.class.getResourceAsStream("devices.json")) {
            devices.addAll(new ObjectMapper().readValue(in, new TypeReference<List<Device>>() {}));
        }
        devices.sort(Comparator.comparing(Device::family).thenComparing(device -> device.has().of(Resource.LUT)));
        return devices;
    }

    /**
     * The device of a name, in capitals or not.
     *
     * @throws InvalidInputException if there is none
     */
    public static Device of(String name) throws IOException {
        List<Device> all = all();
        return all.stream().filter(device -> device.name().equalsIgnoreCase(name)).findFirst()
                .orElseThrow(() -> new InvalidInputException("device '" + name + "' is unknown; devices are "
                        + all.stream().map(Device::name).collect(Collectors.joining(", "))));
    }
}
