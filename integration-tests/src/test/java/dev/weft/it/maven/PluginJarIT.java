package dev.weft.it.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.Checkout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What the plugin's jar tells Maven and Eclipse of the goals. */
final class PluginJarIT {
  private static final List<String> BOUND = List.of("weave", "weave-tests");

  @Test
  void eclipseRunsTheGoalsThatAreBoundToAPhase() throws Exception {
    Document descriptor = parse("META-INF/maven/plugin.xml");
    List<Element> bound =
        elements(descriptor.getDocumentElement(), "mojo").stream()
            .filter(mojo -> mojo.getElementsByTagName("phase").getLength() > 0)
            .toList();
    assertThat(bound).extracting(mojo -> text(mojo, "goal")).containsExactlyElementsOf(BOUND);
    assertThat(bound).extracting(mojo -> text(mojo, "threadSafe")).containsOnly("true");
    Element mapping = parse("META-INF/m2e/lifecycle-mapping-metadata.xml").getDocumentElement();
    assertThat(elements(mapping, "goal"))
        .extracting(Element::getTextContent)
        .containsExactlyElementsOf(BOUND);
    assertThat(text(mapping, "runOnIncremental")).isEqualTo("true");
    assertThat(text(mapping, "runOnConfiguration")).isEqualTo("false");
  }

  private static Document parse(String entry)
      throws IOException, ParserConfigurationException, SAXException {
    Path target = Checkout.root().resolve("weaver-maven-plugin/plugin/target");
    Path file = target.resolve("weaver-maven-plugin-" + Checkout.version() + ".jar");
    try (JarFile jar = new JarFile(file.toFile());
        InputStream content = jar.getInputStream(jar.getEntry(entry))) {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(content);
    }
  }

  private static List<Element> elements(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }

  private static String text(Element parent, String name) {
    return elements(parent, name).get(0).getTextContent();
  }
}
