package dev.kith.crm.application.intake.source.workbook;

import com.google.common.io.CountingInputStream;
import dev.kith.crm.application.intake.source.packing.SourceContent;
import dev.kith.crm.application.intake.source.packing.TooMuchUnpackedException;
import dev.kith.crm.application.intake.source.packing.Unpacking;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * What a workbook says beside its sheets: their names and places, its texts and its styles. Its
 * parts may stand in any order, so the file is gone through once for these and once more for the
 * rows of a sheet. Links to other files and formulas are left alone.
 */
public final class Workbook {

  private static final int MOST_PARTS = 10_000;

  private final Map<String, String> sheetIds = new LinkedHashMap<>();
  private final Map<String, String> targets = new HashMap<>();
  private final SharedTexts texts = new SharedTexts();
  private final Styles styles = new Styles();
  private String folder = "";

  private Workbook() {}

  /**
   * Goes through the whole file, so that one that is damaged or unpacks to too much is known before
   * its rows are wanted.
   *
   * @return null if this is no workbook
   */
  public static @Nullable Workbook of(InputStream file) throws IOException {
    Workbook workbook = new Workbook();
    try {
      Parts parts = new Parts(file);
      for (String name = parts.next(); name != null; name = parts.next()) {
        workbook.take(name, parts.content());
      }
    } catch (XMLStreamException e) {
      if (e.getNestedException() instanceof IOException cause) {
        throw cause;
      }
      throw new IOException("a part of the workbook is damaged", e);
    }
    return workbook.sheetIds.isEmpty() ? null : workbook;
  }

  private void take(String part, InputStream content) throws IOException, XMLStreamException {
    if (part.endsWith("/workbook.xml")) {
      folder = part.substring(0, part.length() - "workbook.xml".length());
      sheets(Xml.reader(content));
    } else if (part.endsWith("/_rels/workbook.xml.rels")) {
      relations(Xml.reader(content));
    } else if (part.endsWith("/styles.xml")) {
      styles.read(Xml.reader(content));
    } else if (part.endsWith("/sharedStrings.xml")) {
      texts(Xml.reader(content));
    }
  }

  private void sheets(XMLStreamReader xml) throws XMLStreamException {
    while (xml.hasNext()) {
      if (xml.next() == XMLStreamReader.START_ELEMENT) {
        if (xml.getLocalName().equals("sheet")) {
          sheetIds.put(Xml.attribute(xml, "name", ""), Xml.attribute(xml, "id", ""));
        } else if (xml.getLocalName().equals("workbookPr")
            && List.of("1", "true").contains(Xml.attribute(xml, "date1904", ""))) {
          styles.countFrom1904();
        }
      }
    }
  }

  private void relations(XMLStreamReader xml) throws XMLStreamException {
    while (xml.hasNext()) {
      if (xml.next() == XMLStreamReader.START_ELEMENT
          && xml.getLocalName().equals("Relationship")
          && !Xml.attribute(xml, "TargetMode", "").equals("External")) {
        targets.put(Xml.attribute(xml, "Id", ""), Xml.attribute(xml, "Target", ""));
      }
    }
  }

  private void texts(XMLStreamReader xml) throws IOException, XMLStreamException {
    while (xml.hasNext()) {
      if (xml.next() == XMLStreamReader.START_ELEMENT && xml.getLocalName().equals("si")) {
        texts.add(Xml.richText(xml));
      }
    }
  }

  /** The names of the sheets, in their order. */
  public List<String> sheets() {
    return List.copyOf(sheetIds.keySet());
  }

  SharedTexts texts() {
    return texts;
  }

  Styles styles() {
    return styles;
  }

  /**
   * The rows of a sheet; none if there is no such sheet.
   *
   * @param before how many rows of it are left out
   */
  public static SheetRows rows(SourceContent file, String sheet, int before) throws IOException {
    Workbook workbook = of(file.from(0));
    Parts parts = new Parts(file.from(0));
    String place = workbook == null ? "" : workbook.placeOf(sheet);
    String name = parts.next();
    while (name != null && !name.equals(place)) {
      name = parts.next();
    }
    return name == null || workbook == null
        ? SheetRows.none()
        : SheetRows.of(parts, workbook, before);
  }

  private String placeOf(String sheet) {
    String target = targets.getOrDefault(sheetIds.getOrDefault(sheet, ""), "");
    return target.startsWith("/") ? target.substring(1) : folder + target;
  }

  /** The parts of the file, one after the other, unpacked within limits. */
  static final class Parts {

    private final CountingInputStream packed;
    private final ZipInputStream zip;
    private final Unpacking unpacked;
    private int count;

    Parts(InputStream file) {
      this.packed = new CountingInputStream(file);
      this.zip = new ZipInputStream(packed);
      this.unpacked = new Unpacking(zip, packed);
    }

    /** The name of the next part; null behind the last. */
    @Nullable String next() throws IOException {
      if (count > 0) {
        unpacked.transferTo(OutputStream.nullOutputStream());
      }
      count++;
      ZipEntry entry = zip.getNextEntry();
      if (entry != null && count > MOST_PARTS) {
        throw new TooMuchUnpackedException(Unpacking.MOST);
      }
      return entry == null ? null : entry.getName();
    }

    /** The part that was named last; closing it does not close the file. */
    InputStream content() {
      return new FilterInputStream(unpacked) {
        @Override
        public void close() {}
      };
    }

    long packedBytes() {
      return packed.getCount();
    }
  }
}
