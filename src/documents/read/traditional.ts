const pairs =
  '開开 關关 請请 數数 據据 類类 別别 條条 項项 檔档 規规 範范 內内 製制 發发 廢废 對对 現现 處处 決决 許许 罰罚 強强 業业 費费 額额 單单 萬万 ' +
  '結结 轉转 續续 辦办 國国 權权 訟讼 訴诉 複复 復复 議议 維维 糾纠 審审 總总 計计 與与 佈布 務务 報报 機机 構构 會会 組组 織织 眾众 級级 門门 ' +
  '長长 風风 見见 馬马 龍龙 鎮镇 縣县 區区 鄉乡 東东 車车 書书 學学 產产 屬属 祕秘 擔担 護护 約约 舉举 憑凭 詢询 補补 際际 確确 認认 無无 過过 ' +
  '終终 說说 錄录 經经 濟济 後后 來来 個个 為为 這这 種种 將将 實实 體体 應应 當当 問问 題题 進进 狀状 況况 間间 響响 團团 圖图 標标 準准 號号 ' +
  '電电 網网 頁页 該该 統统 時时 購购 採采 減减 價价 員员 質质 買买 貨货 還还 遲迟 運运 達达 選选 邊边 險险 陽阳 陰阴 隊队 ' +
  '於于 沒没 獲获 繳缴 納纳 繼继 執执 穩稳 動动 訪访 監监 責责 設设 優优 評评 試试 訂订 輸输 滿满 點点 訓训 劃划 戶户 農农'

/** The traditional characters of the form's own words, as mirrors convert them. */
export const traditional: Readonly<Record<string, string>> = Object.fromEntries(
  pairs.split(' ').map((pair) => [pair.slice(0, 1), pair.slice(1)]),
)
