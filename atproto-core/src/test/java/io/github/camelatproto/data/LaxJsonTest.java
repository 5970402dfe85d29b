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
package io.github.camelatproto.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The CIDs and the JSON that comes back are those of the libraries of the reference PDS. */
class LaxJsonTest {

    private static final long SMALL_STACK = 256 * 1024;

    /** The text, its CID, and the JSON that is made of its encoding: {@code =} is the text itself. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
            "{\"a\":{\"$link\":\".\"}}"
                                                                + " | bafyreiaqnmzjadjvozbvgsf562c53wig2ls4yrqk5hbqltcvpgspj7gv4q"
                                                                + " | =",
            "{\"a\":{\"$link\":1}}"
                                                                          + " | bafyreicyl4afr3s7ge54trhginxoqoyq6mjpicmusy5lniwi5tvn73ikbi"
                                                                          + " | =",
            "{\"a\":{\"$link\":null}}"
                                                                                    + " | bafyreif3gtryozoogd54jhz7upkervmjy4amsnewrxcww75nrjc4s73nka"
                                                                                    + " | =",
            "{\"a\":{\"$link\":\"bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a\"}}"
                                                                                              + " | bafyreidg7lfq47wjw5f7hrqopngemjvfc3wu2aqq3bsz523l3bawvbd7ni"
                                                                                              + " | =",
            "{\"a\":{\"$link\":\"bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a\",\"b\":1}}"
                                                                                                        + " | bafyreih2kicru5jqr3c3jllwmi6phi5zjz5cdxqt4kv5ula4d5bdqiboay"
                                                                                                        + " | {\"a\":{\"b\":1,\"$link\":\"bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a\"}}",
            "{\"a\":{\"$bytes\":\"*\"}}"
                                                                                                                                                                                                            + " | bafyreicma2pqg4ospl72otc4yxx2md5beh6nzuubdykor4pi2fbcot4nxm"
                                                                                                                                                                                                            + " | =",
            "{\"a\":{\"$bytes\":[1]}}"
                                                                                                                                                                                                                      + " | bafyreiewprdblwzmfoovkek6jou2x6a4i2od4ivn4l2p76ccf3nf6qebti"
                                                                                                                                                                                                                      + " | =",
            "{\"a\":{\"$bytes\":\"AQI=\"}}"
                                                                                                                                                                                                                                + " | bafyreieieha3ydv7lj2u4kj2p5gasrnoa7lkmlmvf5rdaycttlxtiadkxy"
                                                                                                                                                                                                                                + " | {\"a\":{\"$bytes\":\"AQI\"}}",
            "{\"a\":{\"$bytes\":\"AQI\"}}"
                                                                                                                                                                                                                                                                     + " | bafyreieieha3ydv7lj2u4kj2p5gasrnoa7lkmlmvf5rdaycttlxtiadkxy"
                                                                                                                                                                                                                                                                     + " | =",
            "{\"a\":{\"$bytes\":\"AQ=\"}}"
                                                                                                                                                                                                                                                                               + " | bafyreih2owjg54cgzmnkajpudwxynk7xacvnlqvcgqmhhl7krj2hthlupq"
                                                                                                                                                                                                                                                                               + " | {\"a\":{\"$bytes\":\"AQ\"}}",
            "{\"a\":{\"$bytes\":\"A\"}}"
                                                                                                                                                                                                                                                                                                                   + " | bafyreih6pqryngpxm7f3mkslurweukildfw7wpoj6u4x4acamb33vs2ida"
                                                                                                                                                                                                                                                                                                                   + " | =",
            "{\"a\":{\"$bytes\":\"AQI==\"}}"
                                                                                                                                                                                                                                                                                                                             + " | bafyreigec5je5yrkh2nmln4kdxzwapsarjbg5spawgahcrdtcugx2isoju"
                                                                                                                                                                                                                                                                                                                             + " | =",
            "{\"a\":{\"$bytes\":\"=AAA\"}}"
                                                                                                                                                                                                                                                                                                                                       + " | bafyreihgpwuxs3koqp5rl6hofyhjdun7jzbsdqoi7qlf2xrxfh4cj65dxy"
                                                                                                                                                                                                                                                                                                                                       + " | =",
            "{\"a\":{\"$bytes\":\"AQ===\"}}"
                                                                                                                                                                                                                                                                                                                                                 + " | bafyreidaiggyveq6zfhttnolonagdda7xtrx2t4wj55s5xtnu3run7wsya"
                                                                                                                                                                                                                                                                                                                                                 + " | =",
            "{\"a\":{\"$bytes\":\"A-_/\"}}"
                                                                                                                                                                                                                                                                                                                                                           + " | bafyreiavyb5ndg6szjnxpifepfobx5ngytl4nbdqfdfqcfneeodmiwbaki"
                                                                                                                                                                                                                                                                                                                                                           + " | {\"a\":{\"$bytes\":\"A+//\"}}",
            "{\"a\":{\"$bytes\":\"A_\"}}"
                                                                                                                                                                                                                                                                                                                                                                                                 + " | bafyreie3yyoje7nkb2lzp5d24zn4e76ta3w3z4pky4pkgpq4nv4f2nrj5u"
                                                                                                                                                                                                                                                                                                                                                                                                 + " | {\"a\":{\"$bytes\":\"Aw\"}}",
            "{\"a\":{\"$bytes\":\"\"}}"
                                                                                                                                                                                                                                                                                                                                                                                                                                     + " | bafyreift6b7yk7nekqxmw4c2ttplw2dzkvb4mpeumffmzevk5l4ovu6d3m"
                                                                                                                                                                                                                                                                                                                                                                                                                                     + " | =",
            "{\"a\":{\"$bytes\":\"=\"}}"
                                                                                                                                                                                                                                                                                                                                                                                                                                               + " | bafyreiescqj3tpocfad737lt5raodqf3fakopkxytppw2ghgkcryqqavj4"
                                                                                                                                                                                                                                                                                                                                                                                                                                               + " | =",
            "{\"a\":{\"$bytes\":\"A Q I\"}}"
                                                                                                                                                                                                                                                                                                                                                                                                                                                         + " | bafyreiguhaln67bzouyan33nl5krijlmetv7qwbl7sn6lqtkny3gbztnjm"
                                                                                                                                                                                                                                                                                                                                                                                                                                                         + " | =",
            "{\"a\":{\"$bytes\":\"AQI\",\"b\":1}}"
                                                                                                                                                                                                                                                                                                                                                                                                                                                                   + " | bafyreid65bm3wnuigveidnd44osxjtvqkuqwijnasq7n6c2hgop7xbdaf4"
                                                                                                                                                                                                                                                                                                                                                                                                                                                                   + " | {\"a\":{\"b\":1,\"$bytes\":\"AQI\"}}",
            "{\"a\":{\"$link\":null,\"$bytes\":\"AQ\"}}"
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                + " | bafyreibjp22otkm7uwjjiy5ir64gwamfycox6lsxzda3cfule4u3t455oq"
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                + " | =",
            "{\"a\":{\"$type\":\"\"}}"
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                          + " | bafyreibadmbabxe3deub3bua3tovocjelu3jnpic4sv44pbdkq5nw5ddzy"
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                          + " | =",
            "{\"a\":{\"$type\":1}}"
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                    + " | bafyreifx62wuc7ian4tnefkjqz5xxr4wj2mdqeto2l27okatptlsw4xlqe"
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                    + " | =",
            "{\"a\":{\"$type\":null}}"
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                              + " | bafyreif34u6zmc5kehpj4fsx5i25fhgywq5t5kkoht33jtbzqmlbh77fbe"
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                              + " | =",
            "{\"a\":{\"$type\":\"blob\",\"ref\":\"x\"}}"
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                        + " | bafyreidtuf2emj42wvt2z2biscrbhrjaeqghxxtz2xegx5ydy3cfl2mx4y"
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                        + " | {\"a\":{\"ref\":\"x\",\"$type\":\"blob\"}}",
            "{\"a\":{\"$type\":\"blob\",\"ref\":{\"$link\":\"bafkreiccldh766hwcnuxnf2wh6jgzepf2nlu2lvcllt63eww5p6chi4ity\"},\"mimeType\":\"a/b\",\"size\":1,\"x\":2}}"
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                           + " | bafyreiciubhvavpaizsnzdg3h5cohhp7fs6vk4v26rlv7bdu2p7func5bq"
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                           + " | {\"a\":{\"x\":2,\"ref\":{\"$link\":\"bafkreiccldh766hwcnuxnf2wh6jgzepf2nlu2lvcllt63eww5p6chi4ity\"},\"size\":1,\"$type\":\"blob\",\"mimeType\":\"a/b\"}}",
            "{\"a\":1,\"a\":2}"
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                            + " | bafyreia5ec2ka6hvct2tuvnbn7jaw7zm7mgqylg5ppx2hrixxztr5viozq"
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                            + " | {\"a\":2}",
            "{\"a\":1.0,\"b\":1e3,\"c\":-0,\"d\":-0.0,\"e\":1e-400,\"f\":9007199254740990.7}"
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                              + " | bafyreihminoki3irsicgjmqbbdambt2hoyknjvw6e5omixag7klm7dwrv4"
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                              + " | {\"a\":1,\"b\":1000,\"c\":0,\"d\":0,\"e\":0,\"f\":9007199254740991}",
            "{\"a\":\"x\\ud800\"}"
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                          + " | bafyreifgq4dexzma7hzavyjhi2k452hj33jmyt3v32ip75pqal7dxsx52a"
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                          + " | {\"a\":\"x\ufffd\"}",
            "{\"$link\":\".\"}"
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                      + " | bafyreidw5n3r7kiquurss2q55aebdypnxzgj6ymx4mulwb3knbuhxrgthu"
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                      + " | =",
            "{\"a\":[{\"$link\":{\"$link\":\".\"}}]}"
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                + " | bafyreiaxdjymrv3ux5gp5u7ne4qfvc37fjj77nifytgj55psmujxc4fcpy"
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                + " | =",
            "{\"a\":-9007199254740991}"
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                          + " | bafyreihkrxkj4oymuoizmcnl4yyigc6tiu6ovimtfkynmv7pmrpf6md7l4"
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                          + " | =" })
    void readsAndWritesAsTheReferencePds(String json, String cid, String written) {
        byte[] encoded = DagCbor.encode(lax(json));

        assertThat(Cid.ofDagCbor(encoded)).hasToString(cid);
        assertThat(AtJson.write(DagCbor.decode(encoded))).isEqualTo(written.equals("=") ? json : written);
    }

    @Test
    void makesOfTextWhatItMeans() {
        assertThat(lax("{\"$link\":\"bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a\"}"))
                .isEqualTo(Cid.parse("bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a"));
        assertThat(lax("{\"$bytes\":\"AQI\"}")).isEqualTo(new byte[] { 1, 2 });
        assertThat(lax("[1.0,1e3,-0.0,true,null,\"x\"]")).isEqualTo(Arrays.asList(1L, 1000L, 0L, true, null, "x"));
    }

    @ParameterizedTest
    @CsvSource({
            "1.5, 1.5", "1e-3, 0.001", "9007199254740992, 9.007199254740992e15", "9007199254740993, 9.007199254740992e15",
            "-9007199254740992, -9.007199254740992e15", "123456789012345678901234567890, 1.2345678901234568e29",
            "1e300, 1e300", "1e400, Infinity", "1e999999999, Infinity" })
    void leavesOtherNumbersToTheCaller(String number, double read) {
        Object tree = lax("{\"a\":[" + number + "]}");

        assertThat(tree).isEqualTo(Map.of("a", List.of(read)));
        assertThatExceptionOfType(DataModelException.class).isThrownBy(() -> DagCbor.encode(tree))
                .withMessage("java.lang.Double at $.a[0]: not a type of the data model");
    }

    @Test
    void readsMalformedUtf8AsReplacements() {
        assertThat(AtJson.parseLax(new byte[] { '"', (byte) 0xff, 'a', (byte) 0xc3, '"' })).isEqualTo("\ufffda\ufffd");
    }

    @Test
    void refusesTheKeyProto() {
        assertThatExceptionOfType(DataModelException.class).isThrownBy(() -> lax("{\"a\":{\"__proto__\":1}}"))
                .withMessage("key __proto__ at $.a.__proto__: PDSs refuse it");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "", " ", "{", "{\"a\":1,}", "{} {}", "[1", "NaN", "{'a':1}", "01", "+1", "\"a\nb\"", "// x", "[1,]", "tru" })
    void refusesWhatIsNoJson(String text) {
        assertThatExceptionOfType(MalformedJsonException.class).isThrownBy(() -> lax(text));
    }

    @ParameterizedTest
    @CsvSource({ "[,'',]", "'{\"a\":',1,}" })
    void nests1024DeepOnASmallStack(String open, String core, String close) throws Exception {
        String json = open.repeat(1024) + core + close.repeat(1024);

        assertThat(onAThread(() -> AtJson.write(DagCbor.decode(DagCbor.encode(lax(json)))))).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource({ "[,]", "'{\"a\":',}", "'[{\"$link\":',}]" })
    void refusesToNestDeeper(String open, String close) throws Exception {
        for (int depth : new int[] { 1025, 100_000 }) {
            assertThat(onAThread(() -> refusal(open.repeat(depth) + "1" + close.repeat(depth))))
                    .startsWith("nesting deeper than 1024 at $").hasSizeLessThan(5_000);
        }
        assertThat(onAThread(() -> refusal(open.repeat(1_000_000)))).startsWith("nesting deeper than 1024 at $");
    }

    private static @Nullable Object lax(String json) {
        return AtJson.parseLax(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String refusal(String json) {
        try {
            lax(json);
            return "taken";
        } catch (DataModelException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String onAThread(Callable<String> call) throws Exception {
        FutureTask<String> task = new FutureTask<>(call);
        new Thread(null, task, "json", SMALL_STACK).start();
        return task.get(30, TimeUnit.SECONDS);
    }
}
