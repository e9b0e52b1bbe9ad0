package dev.kith.crm.application.scoring.tracking;

import com.google.common.base.Enums;
import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.tracking.TrackedLink;
import dev.kith.crm.domain.scoring.tracking.TrackingSettings.Keys;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * Links as text of URL-safe characters, signed: whoever has one can bring it back, and nobody can
 * make one up or change where it leads. Nothing of them is kept.
 */
final class LinkTokens {

  private static final int SIGNATURE = 16;

  /** A link with the longest target is much shorter. */
  private static final int LONGEST = 8_000;

  private static final BaseEncoding TEXT = BaseEncoding.base64Url().omitPadding();

  private final byte[] secret;

  /**
   * @param secret of the storage, see {@link dev.kith.crm.application.Storage#signingKey()}
   */
  LinkTokens(byte[] secret) {
    this.secret = secret.clone();
  }

  String write(TrackedLink link, Keys keys) {
    byte[] content = content(link, keys.current());
    byte[] signed = Arrays.copyOf(content, content.length + SIGNATURE);
    System.arraycopy(signature(content, keys.current()), 0, signed, content.length, SIGNATURE);
    return TEXT.encode(signed);
  }

  /** Empty for what was not signed here, or by a key that is not believed any more. */
  Optional<TrackedLink> read(String token, Keys keys) {
    if (token.length() > LONGEST || !TEXT.canDecode(token)) {
      return Optional.empty();
    }
    byte[] signed = TEXT.decode(token);
    if (signed.length <= SIGNATURE + Integer.BYTES) {
      return Optional.empty();
    }
    byte[] content = Arrays.copyOf(signed, signed.length - SIGNATURE);
    byte[] given = Arrays.copyOfRange(signed, content.length, signed.length);
    try {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
      int key = in.readInt();
      return keys.believes(key) && MessageDigest.isEqual(given, signature(content, key))
          ? Optional.of(read(in))
          : Optional.empty();
    } catch (IOException e) {
      // Signed here, but by a release that wrote links otherwise.
      return Optional.empty();
    }
  }

  private static TrackedLink read(DataInputStream in) throws IOException {
    String name = in.readUTF();
    TrackedLink.Kind kind = Enums.getIfPresent(TrackedLink.Kind.class, name).orNull();
    if (kind == null) {
      throw new IOException("no kind of links: " + name);
    }
    UUID id = new UUID(in.readLong(), in.readLong());
    LeadId lead = new LeadId(new UUID(in.readLong(), in.readLong()));
    String mail = in.readUTF();
    String target = in.readUTF();
    int links = in.readInt();
    Instant deliveredAt = Instant.ofEpochMilli(in.readLong());
    Instant expiresAt = Instant.ofEpochMilli(in.readLong());
    return new TrackedLink(
        id,
        kind,
        lead,
        mail,
        target.isEmpty() ? null : target,
        links,
        deliveredAt,
        expiresAt,
        in.readBoolean());
  }

  private static byte[] content(TrackedLink link, int key) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(key);
      out.writeUTF(link.kind().name());
      out.writeLong(link.id().getMostSignificantBits());
      out.writeLong(link.id().getLeastSignificantBits());
      out.writeLong(link.lead().value().getMostSignificantBits());
      out.writeLong(link.lead().value().getLeastSignificantBits());
      out.writeUTF(link.mail());
      out.writeUTF(link.target() == null ? "" : link.target());
      out.writeInt(link.links());
      out.writeLong(link.deliveredAt().toEpochMilli());
      out.writeLong(link.expiresAt().toEpochMilli());
      out.writeBoolean(link.honeypot());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Each key is made from the secret by its number, so that none has to be kept. */
  private byte[] signature(byte[] content, int key) {
    byte[] derived =
        Hashing.hmacSha256(secret)
            .hashString("tracked links, key " + key, StandardCharsets.UTF_8)
            .asBytes();
    HashFunction mac = Hashing.hmacSha256(derived);
    return Arrays.copyOf(mac.hashBytes(content).asBytes(), SIGNATURE);
  }
}
