package winnow.handoff;

import java.util.List;

/**
 * The core file of FuseSoC (CAPI2).
 *
 * @param name        vendor:library:name:version
 * @param description one line without quotes and backslashes
 * @param verilog     the design's files, relative to its folder, in the order of compilation
 * @param memories    contents of its memories
 * @param bench       the test bench's module
 * @param benchFile   its file
 * @param vectors     the files that it reads
 * @param constraints the out-of-context constraints in Vivado's form
 * @param part        the default device for Vivado
 * @param parameters  of the top
 * @param benchParameters those of them that the test bench has, too
 */
public record FusesocCore(
        Origin origin,
        String name,
        String description,
        String top,
        List<String> verilog,
        List<Data> memories,
        String bench,
        String benchFile,
        List<Data> vectors,
        String constraints,
        String part,
        List<Setting> parameters,
        List<Setting> benchParameters) {
    /**
     * A file that is read at run time from the working folder.
     *
     * @param path within the design's folder
     * @param name under which the Verilog asks for it
     */
    public record Data(String path, String name) {}

    /**
     * A parameter of the top.
     *
     * @param datatype    {@code str} or {@code int}
     * @param description one line without quotes and backslashes
     */
    public record Setting(String name, String datatype, String description) {
        static Setting of(Parameter parameter) {
            return new Setting(parameter.name(), parameter.text() ? "str" : "int", parameter.comment().replaceAll("[\"\\\\]", "'"));
        }
    }

    public FusesocCore {
        verilog = List.copyOf(verilog);
        memories = List.copyOf(memories);
        vectors = List.copyOf(vectors);
        parameters = List.copyOf(parameters);
        benchParameters = List.copyOf(benchParameters);
    }
}
