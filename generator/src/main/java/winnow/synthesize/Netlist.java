package winnow.synthesize;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import winnow.handoff.Port;

/**
 * A netlist as Yosys' {@code write_json} gives it: the top module's ports, and the cells with their types. It may have
 * hundreds of megabytes, so it is read as a stream.
 */
final class Netlist {
    private final String top;
    private final List<Port> ports = new ArrayList<>();
    private final Map<String, Integer> types = new TreeMap<>();
    private final BiConsumer<String, String> cells;

    private Netlist(String top, BiConsumer<String, String> cells) {
        this.top = top;
        this.cells = cells;
    }

    /**
     * Reads a file.
     *
     * @param cells gets name and type of each of the top's cells
     */
    static Netlist read(Path file, String top, BiConsumer<String, String> cells) throws IOException {
        Netlist netlist = new Netlist(top, cells);
        try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
            netlist.object(parser, section -> {
                if (section.equals("modules")) {
                    netlist.object(parser, module -> netlist.module(parser, module));
                } else {
                    parser.skipChildren();
                }
            });
        }
        return netlist;
    }

    /** The top's ports. */
    List<Port> ports() {
        return ports;
    }

    /** How many cells there are of each type. */
    Map<String, Integer> types() {
        return types;
    }

    private void module(JsonParser parser, String name) throws IOException {
        if (!name.equals(top)) {
            parser.skipChildren();
            return;
        }
        object(parser, section -> {
            switch (section) {
                case "ports" -> object(parser, port -> port(parser, port));
                case "cells" -> object(parser, cell -> cell(parser, cell));
                default -> parser.skipChildren();
            }
        });
    }

    private void port(JsonParser parser, String name) throws IOException {
        int[] width = {0};
        String[] direction = {""};
        object(parser, field -> {
            if (field.equals("direction")) {
                direction[0] = parser.getText();
            } else if (field.equals("bits")) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    width[0]++;
                }
            } else {
                parser.skipChildren();
            }
        });
        ports.add(new Port(name, Port.Direction.valueOf(direction[0].toUpperCase(Locale.ROOT)), width[0], width[0] > 1, 0, ""));
    }

    private void cell(JsonParser parser, String name) throws IOException {
        object(parser, field -> {
            if (field.equals("type")) {
                types.merge(parser.getText(), 1, Integer::sum);
                cells.accept(name, parser.getText());
            } else {
                parser.skipChildren();
            }
        });
    }

    /** What is done with a field of an object, whose value the parser stands at. */
    private interface Field {
        void accept(String name) throws IOException;
    }

    private void object(JsonParser parser, Field field) throws IOException {
        if (parser.currentToken() == null) {
            parser.nextToken();
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new IOException("a netlist of Yosys has an object at line " + parser.currentLocation().getLineNr());
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            field.accept(name);
        }
    }
}
