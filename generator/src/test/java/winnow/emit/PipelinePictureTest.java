package winnow.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import winnow.network.IntegerNetwork;
import winnow.network.TinyNetworks;
import winnow.output.OutputFolder;
import winnow.planner.Plan;
import winnow.planner.Planner;
import winnow.reader.ModelForm;

class PipelinePictureTest {
    @TempDir
    private Path folder;

    private Document picture(Plan plan) throws Exception {
        new Design(plan, "VERSION", "DIGEST").addTo(new OutputFolder(folder.resolve("design"), false)).write(Map.of());
        byte[] text = Files.readAllBytes(folder.resolve("design/pipeline.svg"));
        assertFalse(new String(text, StandardCharsets.US_ASCII).contains("?"), "a character was lost");
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(text));
    }

    private static List<Element> elements(Document document, String tag, String attribute, String value) {
        List<Element> found = new ArrayList<>();
        NodeList all = document.getElementsByTagName(tag);
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            if ((" " + element.getAttribute(attribute) + " ").contains(" " + value + " ")) {
                found.add(element);
            }
        }
        return found;
    }

    private static List<String> namesOfEngines(Document document) {
        return elements(document, "g", "class", "engine").stream()
                .map(box -> box.getElementsByTagName("title").item(0).getTextContent()).toList();
    }

    private static List<String> names(Plan plan) {
        return plan.engines().stream().map(engine -> engine.operation().name()).toList();
    }

    @Test
    void namesEveryEngineOnce() throws Exception {
        Plan plan = Planner.plan(ModelForm.read(Path.of("models/lenet5")), 50);
        Document document = picture(plan);
        assertEquals(names(plan), namesOfEngines(document));
        assertEquals(plan.engines().size() + 1, elements(document, "path", "class", "line").size());
        assertEquals("LeNet", elements(document, "text", "class", "title").get(0).getTextContent());
    }

    @Test
    void theSlowestEngineIsFullyLoadedAndStandsOut() throws Exception {
        Plan plan = Planner.plan(ModelForm.read(Path.of("models/lenet5")), 50);
        Document document = picture(plan);
        List<Element> limiting = elements(document, "g", "class", "limiting");
        List<String> slowest = plan.engines().stream().filter(engine -> engine.cycles() == plan.cycles())
                .map(engine -> engine.operation().name()).toList();
        assertEquals(slowest, limiting.stream().map(box -> box.getElementsByTagName("title").item(0).getTextContent()).toList());
        assertTrue(limiting.get(0).getTextContent().contains("100.0 %"), limiting.get(0).getTextContent());
        for (Element bar : elements(document, "rect", "class", "load")) {
            assertTrue(Integer.parseInt(bar.getAttribute("width")) <= 148);
        }
    }

    @Test
    void strangeNamesAreText() throws Exception {
        String strange = "<&\">'-->]]>\u0001\n\u00e9\ud83d\ude00 and so on and on";
        IntegerNetwork network = renamed(TinyNetworks.digits(), strange);
        Document document = picture(Planner.plan(network, 8));
        assertEquals("<&\">'-->]]>\\u0001\\u000a\u00e9\ud83d\ude00 and so on and on", namesOfEngines(document).get(0));
    }

    private IntegerNetwork renamed(IntegerNetwork network, String name) throws IOException {
        Path model = folder.resolve("model");
        ModelForm.add(new OutputFolder(model, false), "", network).write(Map.of("kind", "model"));
        String text = Files.readString(model.resolve("model.json"));
        String layer = "\"name\" : \"" + network.layers().get(0).name() + "\"";
        assertTrue(text.contains(layer), text);
        String escaped = name.replace("\"", "\\\"").replace("\u0001", "\\u0001").replace("\n", "\\n");
        String renamed = text.replaceFirst(layer, Matcher.quoteReplacement("\"name\" : \"" + escaped + "\""));
        Files.writeString(model.resolve("model.json"), renamed);
        return ModelForm.read(model);
    }
}
