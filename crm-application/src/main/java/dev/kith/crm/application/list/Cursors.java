package dev.kith.crm.application.list;

import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Cursors as text that callers bring back: opaque, and signed so that nobody reads values through
 * them that were hidden, or makes up positions. A cursor belongs to the order it was made for.
 */
public final class Cursors {

  private static final int SIGNATURE = 16;

  private Cursors() {}

  /** The cursor as text of URL-safe characters. */
  public static String write(Cursor cursor, List<SortKey> sort, byte[] signingKey) {
    byte[] content = content(cursor, sort);
    byte[] signed = Arrays.copyOf(content, content.length + SIGNATURE);
    System.arraycopy(signature(content, signingKey), 0, signed, content.length, SIGNATURE);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
  }

  /** Refused with the violation {@code cursor-invalid} at {@code /cursor}. */
  public static Outcome<Cursor> read(String text, List<SortKey> sort, byte[] signingKey) {
    try {
      byte[] signed = Base64.getUrlDecoder().decode(text.getBytes(StandardCharsets.UTF_8));
      if (signed.length <= SIGNATURE) {
        return invalid("This is not a cursor that was handed out here.");
      }
      byte[] content = Arrays.copyOf(signed, signed.length - SIGNATURE);
      byte[] given = Arrays.copyOfRange(signed, content.length, signed.length);
      if (!MessageDigest.isEqual(given, signature(content, signingKey))) {
        return invalid("This is not a cursor that was handed out here.");
      }
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
      if (!in.readUTF().equals(sort.toString())) {
        return invalid("This cursor belongs to another order; begin at the first page.");
      }
      UUID id = new UUID(in.readLong(), in.readLong());
      List<@Nullable Object> values = new ArrayList<>();
      for (int i = 0; i < sort.size(); i++) {
        values.add(readValue(in));
      }
      return Outcome.done(new Cursor(values, id));
    } catch (IllegalArgumentException | IOException e) {
      return invalid("This is not a cursor that was handed out here.");
    }
  }

  private static byte[] content(Cursor cursor, List<SortKey> sort) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(sort.toString());
      out.writeLong(cursor.id().getMostSignificantBits());
      out.writeLong(cursor.id().getLeastSignificantBits());
      for (Object value : cursor.values()) {
        writeValue(out, value);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void writeValue(DataOutputStream out, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> out.writeByte('0');
      case String text -> {
        out.writeByte('s');
        out.writeUTF(text);
      }
      case Long number -> {
        out.writeByte('n');
        out.writeLong(number);
      }
      case BigDecimal number -> {
        out.writeByte('d');
        out.writeUTF(number.toPlainString());
      }
      case Instant moment -> {
        out.writeByte('i');
        out.writeLong(moment.getEpochSecond());
        out.writeInt(moment.getNano());
      }
      case LocalDate date -> {
        out.writeByte('l');
        out.writeLong(date.toEpochDay());
      }
      case Boolean yes -> {
        out.writeByte('b');
        out.writeBoolean(yes);
      }
      case UUID id -> {
        out.writeByte('u');
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
      }
      default -> throw new IllegalArgumentException("no list value: " + value.getClass());
    }
  }

  private static @Nullable Object readValue(DataInputStream in) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case '0' -> null;
      case 's' -> in.readUTF();
      case 'n' -> in.readLong();
      case 'd' -> new BigDecimal(in.readUTF());
      case 'i' -> Instant.ofEpochSecond(in.readLong(), in.readInt());
      case 'l' -> LocalDate.ofEpochDay(in.readLong());
      case 'b' -> in.readBoolean();
      case 'u' -> new UUID(in.readLong(), in.readLong());
      default -> throw new IOException("no value of kind " + kind);
    };
  }

  private static byte[] signature(byte[] content, byte[] signingKey) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(signingKey, "HmacSHA256"));
      return Arrays.copyOf(mac.doFinal(content), SIGNATURE);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private static <T> Outcome<T> invalid(String message) {
    return Outcome.refused(Invalid.of(Violation.at("cursor", "cursor-invalid", message)));
  }
}
