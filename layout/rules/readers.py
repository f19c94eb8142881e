"""Chapter 8: what readers' platforms take in."""

from layout.rules.entry import law

WECHAT_TITLE = law("wechat_title", 64, "characters", "a title in the WeChat editor", "WeChat editor")
WECHAT_AUTHOR = law("wechat_author", 8, "characters", "an author in the WeChat editor", "WeChat editor")
WECHAT_DIGEST = law("wechat_digest", 120, "characters", "a digest in the WeChat editor", "WeChat editor")
WECHAT_CONTENT = law(
    "wechat_content", 19_999, "characters", "an article's markup: fewer than 20,000", "WeChat API draft/add"
)
