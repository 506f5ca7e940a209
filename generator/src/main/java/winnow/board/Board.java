package winnow.board;

import java.util.List;
import java.util.Map;

/**
 * A board that an accelerator can run on.
 *
 * @param name           the name of its folder
 * @param title          its maker's name for it
 * @param device         the part's full name
 * @param package_       the part's package, as the tools call it
 * @param synthesis      options for the family's synthesis command
 * @param placeAndRoute  options that tell place and route the device
 * @param pack           options that tell the packer the device
 * @param pinMegahertz   the clock at the pin, or the one that the processor gives
 * @param targetMegahertz the accelerator's clock, which {@code clock.v} makes
 * @param shell          what connects the accelerator
 * @param ledActiveLow   whether its LEDs shine while their pins are low
 * @param resources      what the device has; nothing of a resource that is not named
 * @param program        the command that loads a bitstream, which {@code {bitstream}} stands for
 * @param notes          what a user must know besides
 * @param pins           the pin file's text
 * @param clock          the text of {@code clock.v}, the module {@code winnow_board_clock}
 */
public record Board(
        String name,
        String title,
        Family family,
        String device,
        String package_,
        List<String> synthesis,
        List<String> placeAndRoute,
        List<String> pack,
        double pinMegahertz,
        double targetMegahertz,
        Shell shell,
        boolean ledActiveLow,
        Map<Resource, Integer> resources,
        String program,
        List<String> notes,
        String pins,
        String clock) {
    private static final int SPRAM_KILOBITS = 256;

    public Board {
        synthesis = List.copyOf(synthesis);
        placeAndRoute = List.copyOf(placeAndRoute);
        pack = List.copyOf(pack);
        resources = Map.copyOf(resources);
        notes = List.copyOf(notes);
    }

    /** How many of a resource the device has. */
    public int has(Resource resource) {
        return resources.getOrDefault(resource, 0);
    }

    /** Bits of block RAM and SPRAM together, in kilobits. */
    public double memoryKilobits() {
        return memoryKilobits(has(Resource.BRAM), has(Resource.SPRAM));
    }

    /** Kilobits of so many of its block RAMs and SPRAMs. */
    public double memoryKilobits(double blocks, double spram) {
        return blocks * family.blockKilobits() + spram * SPRAM_KILOBITS;
    }

    /** The pin file's name. */
    public String pinFile() {
        return "pins." + family.pinForm();
    }
}
