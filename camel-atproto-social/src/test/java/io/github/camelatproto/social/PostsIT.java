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
package io.github.camelatproto.social;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;

import io.github.camelatproto.reference.ReferencePds;
import io.github.camelatproto.reference.ReferencePdsExtension;
import io.github.camelatproto.social.card.TestPictures;
import io.github.camelatproto.social.post.Post;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.DataType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** Posts, written to the reference PDS. */
@ExtendWith(ReferencePdsExtension.class)
class PostsIT {

    private static final String PARAGRAPH = "The eelgrass is back in the bay, and with it the pipefish. ".repeat(4).strip();

    private final CamelContext camel = new DefaultCamelContext();
    private ReferencePds.Account account;
    private String options;
    private ProducerTemplate template;

    @BeforeEach
    void start(ReferencePds pds) throws Exception {
        account = pds.createAccount();
        options = "service=" + pds.url() + "&identifier=" + account.handle() + "&password=" + account.password();
        Posts posts = new Posts();
        posts.setEndpoint(options);
        posts.setReplies("nobody");
        posts.setQuotable(false);
        posts.setLanguages("en");
        posts.setLabels("graphic-media");
        camel.getRegistry().bind("posts", posts);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:post").bean("posts", "post").to("atproto:createRecord?collection=app.bsky.feed.post&" + options);
                from("direct:thread").bean("posts", "thread(${body}, ${header.repo}, ${header.key}, ${header.none}, *)")
                        .to("atproto:applyWrites?" + options);
                from("direct:converted").convertBodyTo(Post.class)
                        .to("atproto:createRecord?collection=app.bsky.feed.post&" + options);
                from("direct:transformed").transformDataType(new DataType("atproto:app-bsky-feed-post"))
                        .to("atproto:createRecord?collection=app.bsky.feed.post&" + options);
            }
        });
        camel.start();
        template = camel.createProducerTemplate();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @SuppressWarnings("unchecked") // what the component gives
    private List<Map<String, Object>> records(String collection) {
        Map<String, Object> page = template.requestBody(
                "atproto:listRecords?reverse=true&collection=" + collection + "&" + options, null, Map.class);
        return (List<Map<String, Object>>) page.get("records");
    }

    private static Map<?, ?> value(Map<String, Object> record) {
        return (Map<?, ?>) record.get("value");
    }

    @Test
    void aThreadOfFivePostsAndItsGatesIsOneCommit() {
        Map<String, Object> headers = Map.of("repo", account.did(), "key", "thread-1");
        String text = String.join("\n\n", List.of(PARAGRAPH, PARAGRAPH, PARAGRAPH, PARAGRAPH, PARAGRAPH + " #eelgrass"));

        List<?> writes = template.requestBodyAndHeaders("direct:thread", text, headers, Map.class)
                .get("results") instanceof List<?> results ? results : List.of();

        assertThat(writes).hasSize(5 + 1 + 5);
        List<Map<String, Object>> posts = records("app.bsky.feed.post");
        assertThat(posts).hasSize(5);
        for (int i = 1; i < 5; i++) {
            assertThat(((Map<?, ?>) value(posts.get(i)).get("reply")).get("parent"))
                    .isEqualTo(Map.of("uri", posts.get(i - 1).get("uri"), "cid", posts.get(i - 1).get("cid")));
        }
        assertThat(records("app.bsky.feed.threadgate")).singleElement()
                .satisfies(gate -> assertThat(value(gate).get("post")).isEqualTo(posts.get(0).get("uri")));
        assertThat(records("app.bsky.feed.postgate")).hasSize(5);
        System.out.println("thread: 5 posts, a threadgate and 5 postgates in one commit: " + posts.get(0).get("uri"));
    }

    @Test
    void aPostFindsWhoIsMentionedAndWhoIsNotStaysText() {
        template.requestBody("direct:post", "hello @" + account.handle() + " and @nobody-" + account.handle() + " #hi");

        Map<?, ?> post = value(records("app.bsky.feed.post").get(0));
        List<?> facets = (List<?>) post.get("facets");
        assertThat(facets).hasSize(2);
        assertThat(facets.get(0).toString()).contains(account.did());
        assertThat(post.get("langs")).isEqualTo(List.of("en"));
        assertThat(post.get("labels").toString()).contains("graphic-media");
    }

    @Test
    void picturesAreBelowThePostAndOneThatFailsIsLeftOut() throws Exception {
        byte[] picture = TestPictures.file(TestPictures.halves(40, 20, BufferedImage.TYPE_INT_RGB), "png");
        template.requestBodyAndHeader("direct:post", "look", Posts.PICTURES,
                List.of(Map.of("picture", picture, "alt", "Red and blue"), "file:///etc/passwd", new byte[3], picture));

        Map<?, ?> embed = (Map<?, ?>) value(records("app.bsky.feed.post").get(0)).get("embed");
        List<?> images = (List<?>) embed.get("images");
        assertThat(images).hasSize(2);
        assertThat(images.get(0).toString()).contains("Red and blue", "image/jpeg", "width=40");
    }

    @Test
    void textBecomesAPostByConversionAndByDataType() {
        template.requestBody("direct:converted", "see https://example.com/a.");
        template.requestBody("direct:transformed", "see https://example.com/b.");

        assertThat(records("app.bsky.feed.post")).extracting(record -> value(record).get("facets").toString())
                .anyMatch(facets -> facets.contains("https://example.com/a}") || facets.contains("https://example.com/a,"))
                .hasSize(2);
    }
}
