package dev.kith.crm.application.intake.source.workbook;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * How numbers of a workbook are to be read: a style tells whether one is a day or a time of day,
 * and how many digits it is filled up to.
 */
final class Styles {

  /** As many digits as the program that writes workbooks shows of a number. */
  private static final MathContext SHOWN = new MathContext(15);

  private static final long SECONDS_OF_A_DAY = 86_400;

  /** The day before the first, counted as that program does, with a 29 February 1900. */
  private static final LocalDate BEFORE_FIRST = LocalDate.of(1899, 12, 30);

  private static final LocalDate FIRST_OF_1904 = LocalDate.of(1904, 1, 1);

  private final Map<Integer, String> codes = new HashMap<>();
  private final List<Integer> styles = new ArrayList<>();
  private boolean since1904;

  void countFrom1904() {
    since1904 = true;
  }

  void read(XMLStreamReader xml) throws XMLStreamException {
    boolean inStyles = false;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamReader.START_ELEMENT) {
        switch (xml.getLocalName()) {
          case "numFmt" ->
              codes.put(
                  Xml.number(Xml.attribute(xml, "numFmtId"), -1),
                  Xml.attribute(xml, "formatCode", ""));
          case "cellXfs" -> inStyles = true;
          case "xf" -> {
            if (inStyles) {
              styles.add(Xml.number(Xml.attribute(xml, "numFmtId"), 0));
            }
          }
          default -> {}
        }
      } else if (event == XMLStreamReader.END_ELEMENT && xml.getLocalName().equals("cellXfs")) {
        inStyles = false;
      }
    }
  }

  /** A number as it is shown: without exponents, dates by ISO 8601. */
  String shown(String number, int style) {
    BigDecimal value;
    try {
      value = new BigDecimal(number.strip());
    } catch (NumberFormatException e) {
      return number;
    }
    int format = style >= 0 && style < styles.size() ? styles.get(style) : 0;
    if (value.abs().compareTo(BigDecimal.valueOf(1e15)) > 0) {
      return value.scale() < -400 || value.scale() > 400 ? number : value.toPlainString();
    }
    if (isTime(format)) {
      return time(value);
    }
    BigDecimal plain = value.round(SHOWN).stripTrailingZeros();
    String text = (plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString();
    String code = codes.getOrDefault(format, "");
    return code.matches("0{2,20}") && plain.scale() <= 0 && plain.signum() >= 0
        ? "0".repeat(Math.max(0, code.length() - text.length())) + text
        : text;
  }

  private boolean isTime(int format) {
    String code = codes.get(format);
    if (code == null) {
      return (format >= 14 && format <= 22)
          || (format >= 27 && format <= 36)
          || (format >= 45 && format <= 47)
          || (format >= 50 && format <= 58);
    }
    String marks =
        code.replaceAll("\"[^\"]*\"|\\\\.|_.|\\*.|\\[(?![hmsHMS]+\\])[^\\]]*\\]", "")
            .split(";", 2)[0];
    return marks.matches("(?i).*[ymdhs].*") && !marks.matches("(?i)general");
  }

  private String time(BigDecimal value) {
    double days = value.doubleValue();
    if (days < 0 || days > 2_958_466) {
      return value.toPlainString();
    }
    long day = (long) Math.floor(days);
    long seconds = Math.round((days - day) * SECONDS_OF_A_DAY);
    // Days before March 1900 are counted without the 29 February that never was.
    long shift = !since1904 && day < 60 && day > 0 ? 1 : 0;
    LocalDate date = (since1904 ? FIRST_OF_1904 : BEFORE_FIRST).plusDays(day + shift);
    if (day == 0 && !since1904) {
      return LocalTime.ofSecondOfDay(Math.min(seconds, SECONDS_OF_A_DAY - 1)).toString();
    }
    LocalDateTime moment = date.atStartOfDay().plusSeconds(seconds);
    return moment.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? moment.toLocalDate().toString()
        : moment.toString();
  }
}
