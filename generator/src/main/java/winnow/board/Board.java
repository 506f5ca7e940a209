package winnow.board;

import java.util.List;
import winnow.resources.Device;
import winnow.resources.Family;
import winnow.resources.Resource;
import winnow.rtl.Shell;

/**
 * A board that an accelerator can run on.
 *
 * @param name           the name of its folder
 * @param title          its maker's name for it
 * @param part           the device's full name, with package and speed
 * @param device         what the part has
 * @param placeAndRoute  options that tell place and route the device
 * @param pack           options that tell the packer the device
 * @param pinMegahertz   the clock at the pin, or the one that the processor gives
 * @param targetMegahertz the accelerator's clock, which {@code clock.v} makes
 * @param shell          what connects the accelerator
 * @param ledActiveLow   whether its LEDs shine while their pins are low
 * @param program        the command that loads a bitstream, which {@code {bitstream}} stands for
 * @param notes          what a user must know besides
 * @param pins           the pin file's text
 * @param clock          the text of {@code clock.v}, the module {@code winnow_board_clock}
 */
public record Board(
        String name,
        String title,
        Family family,
        String part,
        Device device,
        List<String> placeAndRoute,
        List<String> pack,
        double pinMegahertz,
        double targetMegahertz,
        Shell shell,
        boolean ledActiveLow,
        String program,
        List<String> notes,
        String pins,
        String clock) {
    public Board {
        placeAndRoute = List.copyOf(placeAndRoute);
        pack = List.copyOf(pack);
        notes = List.copyOf(notes);
    }

    /** How many of a resource the device has. */
    public double has(Resource resource) {
        return device.has().of(resource);
    }

    /** The pin file's name. */
    public String pinFile() {
        return "pins." + family.pinForm();
    }
}
