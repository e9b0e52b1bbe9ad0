package dev.kith.crm.application.intake.source.workbook;

import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads XML without document types and without entities from outside. */
final class Xml {

  /** What Excel allows in a cell is a third of it. */
  private static final int LONGEST_TEXT = 100_000;

  private static final XMLInputFactory FACTORY = factory();

  private Xml() {}

  static XMLStreamReader reader(InputStream in) throws XMLStreamException {
    return FACTORY.createXMLStreamReader(in);
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setXMLResolver((publicId, systemId, base, namespace) -> {
      throw new XMLStreamException("nothing outside of the file is read");
    });
    return factory;
  }

  /** An attribute, whatever its namespace; null if it is missing. */
  static @Nullable String attribute(XMLStreamReader xml, String name) {
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      if (xml.getAttributeLocalName(i).equals(name)) {
        return xml.getAttributeValue(i);
      }
    }
    return null;
  }

  static String attribute(XMLStreamReader xml, String name, String otherwise) {
    String found = attribute(xml, name);
    return found == null ? otherwise : found;
  }

  static int number(@Nullable String text, int otherwise) {
    try {
      return text == null ? otherwise : Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  /** The text of the element that the reader stands at the beginning of, without its children's. */
  static String text(XMLStreamReader xml) throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    int depth = 1;
    while (depth > 0) {
      switch (xml.next()) {
        case XMLStreamReader.START_ELEMENT -> depth++;
        case XMLStreamReader.END_ELEMENT -> depth--;
        case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA, XMLStreamReader.SPACE -> {
          if (depth == 1 && text.length() < LONGEST_TEXT) {
            text.append(xml.getText());
          }
        }
        // What it stands for is declared elsewhere, or far too long: better damaged than left out.
        case XMLStreamReader.ENTITY_REFERENCE ->
            throw new XMLStreamException("an entity is in the place of text", xml.getLocation());
        default -> {}
      }
    }
    return text.toString();
  }

  /** What all {@code t} elements below say, but for those that tell how it is pronounced. */
  static String richText(XMLStreamReader xml) throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    int depth = 1;
    int pronounced = 0;
    while (depth > 0) {
      switch (xml.next()) {
        case XMLStreamReader.START_ELEMENT -> {
          if (xml.getLocalName().equals("t") && pronounced == 0) {
            text.append(text.length() < LONGEST_TEXT ? text(xml) : "");
          } else {
            depth++;
            pronounced += xml.getLocalName().equals("rPh") ? 1 : 0;
          }
        }
        case XMLStreamReader.END_ELEMENT -> {
          depth--;
          pronounced -= xml.getLocalName().equals("rPh") ? 1 : 0;
        }
        default -> {}
      }
    }
    return text.toString();
  }
}
