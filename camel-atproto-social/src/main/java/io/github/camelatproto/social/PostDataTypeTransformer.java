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

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.DataType;
import org.apache.camel.spi.DataTypeTransformer;
import org.apache.camel.spi.Transformer;

/**
 * Makes the record of a post, {@code app.bsky.feed.post}, of text: of any body that Camel can take for text. Links and
 * hashtags are found; mentions stay text. Safe for use by any thread.
 */
@DataTypeTransformer(name = "atproto:app-bsky-feed-post", description = "Makes the record of a post of text")
public class PostDataTypeTransformer extends Transformer {

    @Override
    public void transform(Message message, DataType from, DataType to) throws Exception {
        Exchange exchange = message.getExchange();
        String text = exchange.getContext().getTypeConverter().mandatoryConvertTo(String.class, exchange, message.getBody());
        message.setBody(PostConverters.post(text, exchange).toRecord());
    }
}
