/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camelatproto.pds;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What HTTP says beside the answers: methods, paths, headers, packed bodies; each as the reference PDS says it. */
class HttpTest {
    private static final String DESCRIBE_SERVER = "/xrpc/com.atproto.server.describeServer";
    private static final String CREATE_SESSION = "/xrpc/com.atproto.server.createSession";
    private static final String LOGIN = "{\"identifier\":\"alice.test\",\"password\":\"secret\"}";

    private final EmbeddedPds pds = EmbeddedPds.builder().build().start();
    private final Client alice = new Client(pds.url(), pds.createAccount("alice.test", "secret"));

    @AfterEach
    void close() {
        pds.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "GET    | /xrpc/                                    | invalid xrpc path",
            "GET    | /xrpc/not%20nsid                          | invalid xrpc path",
            "GET    | /xrpc/com.atproto.repo.getRecord/x        | invalid xrpc path",
            "GET    | /xrpc/com.example.nope                    | No service configured for com.example.nope",
            "GET    | /xrpc/com.atproto.repo.createRecord       | Incorrect HTTP method (GET) expected POST",
            "POST   | /xrpc/com.atproto.repo.getRecord          | Incorrect HTTP method (POST) expected GET",
            "PUT    | /xrpc/com.atproto.repo.createRecord       | XRPC requests only supports GET and POST",
            "DELETE | /xrpc/com.atproto.repo.getRecord          | XRPC requests only supports GET and POST",
            "GET    | /xrpc/com.atproto.repo.getRecord          | Invalid com.atproto.repo.getRecord params: "
                                                                                                             + "Missing required key \"repo\"",
            "GET    | /xrpc/com.atproto.repo.getRecord?__proto__=x | Invalid query parameter: __proto__",
    })
    void whatIsNoCallIsRefused(String method, String path, String message) throws IOException {
        Client.Answer answer = alice.send(alice.request(path).method(method, BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("message").asText()).isEqualTo(message);
    }

    @Test
    void aSlashAtTheEndIsFine() throws IOException {
        assertThat(alice.send(alice.request(DESCRIBE_SERVER + "/")).status()).isEqualTo(200);
    }

    @Test
    void aHeadHasTheHeadersOfTheAnswerAndNoBody() throws IOException {
        Client.Answer answer = alice.send(alice.request(DESCRIBE_SERVER).method("HEAD", BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-length")).isEqualTo(
                alice.send(alice.request(DESCRIBE_SERVER)).header("content-length"));
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void anyPageMayCall() throws IOException {
        Client.Answer answer = alice.send(alice.request(CREATE_SESSION)
                .header("Access-Control-Request-Headers", "authorization,foo")
                .method("OPTIONS", BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("access-control-allow-origin")).isEqualTo("*");
        assertThat(answer.header("access-control-allow-methods")).isEqualTo("GET,HEAD,PUT,PATCH,POST,DELETE");
        assertThat(answer.header("access-control-allow-headers")).isEqualTo("authorization,foo");
        assertThat(answer.header("access-control-max-age")).isEqualTo("86400");
    }

    @Test
    void anAnswerForOneAccountIsPrivate() throws IOException {
        Client.Answer answer = alice.create("k1", 1);

        assertThat(answer.header("content-type")).isEqualTo("application/json; charset=utf-8");
        assertThat(answer.header("cache-control")).isEqualTo("private");
        assertThat(answer.header("vary")).isEqualTo("Authorization, Accept-Encoding");
        assertThat(answer.header("access-control-allow-origin")).isEqualTo("*");
    }

    @Test
    void theTagIsThatOfExpress() throws IOException {
        // the tag that the reference PDS gives this answer
        assertThat(alice.send(alice.request(DESCRIBE_SERVER)).header("etag"))
                .isEqualTo("W/\"89-5wRWrUYyYp4aNZSuJlF2FcarMpo\"");
    }

    @Test
    void whoHasTheAnswerAlreadyIsToldSo() throws IOException {
        alice.create("k1", 1);
        String path = "/xrpc/com.atproto.repo.getRecord?repo=alice.test&collection=com.example.thing&rkey=k1";
        String tag = alice.send(alice.request(path)).header("etag");

        Client.Answer same = alice.send(alice.request(path).header("If-None-Match", tag));
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(alice.send(alice.request(path).header("If-None-Match", "W/\"1-x\"")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
            "text/markdown,          text/markdown; charset=utf-8",
            "application/json,       application/json; charset=utf-8",
            "application/octet-stream, application/octet-stream",
    })
    void aBlobOfTextSaysThatItIsUtf8AsExpressDoes(String type, String contentType) throws IOException {
        String blob = alice.upload("# hello", type).json().path("blob").toString();
        alice.procedure(Client.CREATE_RECORD, alice.creation("k1", 1, "").replace("\"n\": 1", "\"blob\": " + blob));

        Client.Answer answer = alice.query(
                "com.atproto.sync.getBlob", "did=" + alice.did() + "&cid=" + blob.replaceAll(".*\"(bafkrei[^\"]*).*", "$1"));

        assertThat(answer.body()).isEqualTo("# hello");
        assertThat(answer.header("content-type")).isEqualTo(contentType);
    }

    @Test
    void aCursorMayBeWhatNoRecordKeyIs() throws IOException {
        alice.create("k1", 1);
        alice.create("k2", 2);

        String query = "repo=alice.test&collection=com.example.thing&cursor=";
        assertThat(alice.query("com.atproto.repo.listRecords", query + "k1%20/").json().at("/records/0/value/n").asInt())
                .isEqualTo(1);
        assertThat(alice.query("com.atproto.repo.listRecords", query + "%20").json().path("records")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "gzip", "deflate" })
    void aBodyMayBePacked(String packing) throws IOException {
        assertThat(login(packing, pack(packing, LOGIN)).status()).isEqualTo(200);
    }

    @Test
    void theLimitCountsWhatItIsUnpacked() throws IOException {
        String large = LOGIN + " ".repeat(153_600 - LOGIN.length());

        assertThat(login("gzip", pack("gzip", large)).status()).isEqualTo(200);
        assertThat(login("gzip", pack("gzip", large + " ")).error()).isEqualTo("PayloadTooLargeError");
        assertThat(login("gzip", pack("gzip", " ".repeat(50_000_000))).error()).isEqualTo("PayloadTooLargeError");
    }

    @Test
    void whatCannotBeUnpackedIsRefused() throws IOException {
        byte[] packed = pack("gzip", LOGIN);
        byte[] cut = new String(packed, StandardCharsets.ISO_8859_1).substring(0, 20)
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThat(login("gzip", cut).body())
                .isEqualTo("{\"error\":\"Error\",\"message\":\"unexpected end of file\"}");
        assertThat(login("gzip", LOGIN.getBytes(StandardCharsets.UTF_8)).body())
                .isEqualTo("{\"error\":\"Error\",\"message\":\"incorrect header check\"}");
        assertThat(login("foo", packed).status()).isEqualTo(415);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "text/plain                     | {}    | 400 | InvalidRequest",
            "Application/JSON               | {}    | 400 | InvalidRequest",
            "junk                           | {}    | 400 | InvalidRequest",
            "application/json; charset=x    | {}    | 415 | UnsupportedMediaTypeError",
            "application/json               | {a}   | 400 | SyntaxError",
            "application/json               | {} x  | 400 | SyntaxError",
            "application/json               | {     | 400 | SyntaxError",
            "application/json               | null  | 400 | SyntaxError",
            "application/json               | 1     | 400 | SyntaxError",
            "application/json               | []    | 400 | InvalidRequest",
            "application/json               | {}    | 400 | InvalidRequest",
    })
    void whatIsNoInputIsRefused(String contentType, String body, int status, String error) throws IOException {
        Client.Answer answer = alice.send(alice.request(CREATE_SESSION)
                .header("Content-Type", contentType).POST(BodyPublishers.ofString(body)));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.error()).isEqualTo(error);
    }

    private Client.Answer login(String packing, byte[] body) throws IOException {
        return alice.send(alice.request(CREATE_SESSION)
                .header("Content-Type", "application/json").header("Content-Encoding", packing)
                .POST(BodyPublishers.ofByteArray(body)));
    }

    private static byte[] pack(String packing, String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out
                = packing.equals("gzip") ? new GZIPOutputStream(packed) : new DeflaterOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }
}
