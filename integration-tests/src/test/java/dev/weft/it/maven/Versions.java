package dev.weft.it.maven;

import dev.weft.it.Checkout;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The versions that the parent pom pins: properties by their name, plugins by their artifactId. A
 * pom of a project under test writes {@code @name@} for one.
 */
final class Versions {
  private final Map<String, String> byName = new HashMap<>();

  private Versions(Document pom) {
    NodeList properties = pom.getElementsByTagName("properties").item(0).getChildNodes();
    for (Node node : elements(properties)) {
      byName.put(node.getNodeName(), node.getTextContent());
    }
    for (Node node : elements(pom.getElementsByTagName("plugin"))) {
      Element plugin = (Element) node;
      NodeList version = plugin.getElementsByTagName("version");
      if (version.getLength() > 0) {
        String name = plugin.getElementsByTagName("artifactId").item(0).getTextContent();
        byName.putIfAbsent(name, version.item(0).getTextContent());
      }
    }
    byName.put("project.version", Checkout.version());
  }

  static Versions ofParentPom() {
    try {
      return new Versions(
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(Checkout.root().resolve("pom.xml").toFile()));
    } catch (IOException | ParserConfigurationException | SAXException e) {
      throw new AssertionError(e);
    }
  }

  /** Replaces every {@code @name@}. */
  String fillIn(String text) {
    String filled = text;
    for (Map.Entry<String, String> version : byName.entrySet()) {
      filled = filled.replace("@" + version.getKey() + "@", version.getValue());
    }
    return filled;
  }

  private static List<Node> elements(NodeList list) {
    return IntStream.range(0, list.getLength())
        .mapToObj(list::item)
        .filter(Element.class::isInstance)
        .toList();
  }
}
