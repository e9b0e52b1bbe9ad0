package dev.kith.crm.application.intake.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small packed files for tests. */
final class Packed {

  private static final String STYLES =
      "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"00000\"/></numFmts>"
          + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/>"
          + "<xf numFmtId=\"22\"/></cellXfs></styleSheet>";

  private Packed() {}

  static byte[] gzip(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * A workbook of two sheets, the first of them empty.
   *
   * @param rows of the second, as XML
   */
  static byte[] workbook(String rows, String sharedTexts) {
    return zip(
        "xl/worksheets/sheet1.xml",
        "<worksheet><sheetData/></worksheet>",
        "xl/worksheets/sheet2.xml",
        "<worksheet><sheetData>" + rows + "</sheetData></worksheet>",
        "xl/workbook.xml",
        "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Empty\" sheetId=\"1\" r:id=\"a\"/>"
            + "<sheet name=\"Leads\" sheetId=\"2\" r:id=\"b\"/></sheets></workbook>",
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"a\" Target=\"worksheets/sheet1.xml\"/>"
            + "<Relationship Id=\"b\" Target=\"/xl/worksheets/sheet2.xml\"/>"
            + "<Relationship Id=\"c\" Target=\"file:///etc/passwd\" TargetMode=\"External\"/>"
            + "</Relationships>",
        "xl/styles.xml",
        STYLES,
        "xl/sharedStrings.xml",
        "<sst>" + sharedTexts + "</sst>");
  }

  /** Names and contents in turn. */
  static byte[] zip(String... entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < entries.length; i += 2) {
        zip.putNextEntry(new ZipEntry(entries[i]));
        zip.write(entries[i + 1].getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
