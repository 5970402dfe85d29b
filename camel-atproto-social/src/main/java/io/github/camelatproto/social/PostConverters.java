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

import java.util.Map;

import io.github.camelatproto.social.post.Mentions;
import io.github.camelatproto.social.post.Post;
import io.github.camelatproto.social.post.RichText;
import io.github.camelatproto.syntax.Datetime;
import org.apache.camel.Exchange;
import org.apache.camel.spi.TypeConverterLoader;
import org.apache.camel.spi.TypeConverterRegistry;
import org.apache.camel.support.SimpleTypeConverter;

/**
 * Lets text become a {@link Post} by {@code convertBodyTo}, and a post a record, which {@code atproto:createRecord}
 * takes. Mentions stay text; {@link Posts} finds out who is meant.
 */
public final class PostConverters implements TypeConverterLoader {

    @Override
    public void load(TypeConverterRegistry registry) {
        registry.addTypeConverter(Post.class, String.class, new SimpleTypeConverter(
                false, (type, exchange, text) -> exchange == null ? null : post((String) text, exchange)));
        registry.addTypeConverter(Map.class, Post.class, new SimpleTypeConverter(
                false, (type, exchange, post) -> ((Post) post).toRecord()));
    }

    static Post post(String text, Exchange exchange) {
        return Post.of(
                RichText.fitted(text.strip(), null, Mentions.NONE), Datetime.of(Posts.createdAt(exchange)));
    }
}
