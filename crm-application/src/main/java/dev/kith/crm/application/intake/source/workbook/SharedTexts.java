package dev.kith.crm.application.intake.source.workbook;

import dev.kith.crm.application.intake.source.packing.TooMuchUnpackedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The texts of a workbook, which cells name by number: kept as bytes, since as strings a million of
 * them would not fit beside everything else.
 */
final class SharedTexts {

  private static final int CHUNK = 1 << 20;
  private static final int LONGEST = 100_000;

  /** In bytes of all texts together. */
  private static final int MOST = 96 << 20;

  private final List<byte[]> chunks = new ArrayList<>();
  private long[] places = new long[1024];
  private int count;
  private int used = CHUNK;

  void add(String text) throws TooMuchUnpackedException {
    String kept = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    byte[] bytes = kept.getBytes(StandardCharsets.UTF_8);
    if (used + bytes.length > CHUNK) {
      if ((long) (chunks.size() + 1) * CHUNK > MOST) {
        throw new TooMuchUnpackedException(MOST);
      }
      chunks.add(new byte[CHUNK]);
      used = 0;
    }
    System.arraycopy(bytes, 0, chunks.getLast(), used, bytes.length);
    if (count == places.length) {
      places = Arrays.copyOf(places, count * 2);
    }
    places[count] = ((long) (chunks.size() - 1) * CHUNK + used) << 20 | bytes.length;
    used += bytes.length;
    count++;
  }

  /** Empty for a number that stands for none. */
  String get(int number) {
    if (number < 0 || number >= count) {
      return "";
    }
    long start = places[number] >>> 20;
    int length = (int) (places[number] & (CHUNK - 1));
    return new String(
        chunks.get((int) (start / CHUNK)), (int) (start % CHUNK), length, StandardCharsets.UTF_8);
  }
}
